"""The part of a text that holds the words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.search.excerpt import WIDTH, excerpt

FILLER = "The harbour was quiet that morning and nobody spoke. " * 20


def test_the_part_with_the_most_words_is_chosen() -> None:
    text = f"Otters. {FILLER} A river full of otters runs to the sea. {FILLER}"
    assert "A river full of otters runs" in excerpt(text, ["otters", "river"])


def test_words_are_not_cut() -> None:
    part = excerpt(f"{FILLER} An otter. {FILLER}", ["otter"]).strip("… ")
    assert set(part.split()) <= set(f"{FILLER} An otter.".split())


def test_a_text_without_the_words_has_no_such_part() -> None:
    assert excerpt(FILLER, ["otter"]) == excerpt(FILLER, []) == ""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["otter", "the", "é", " ", "\n", "x" * 300])).map("".join),
    st.lists(st.sampled_from(["otter", "x", "é"])),
)
def test_it_is_short_whatever_the_text_is(text: str, words: list[str]) -> None:
    assert len(excerpt(text, words)) <= WIDTH + len("…  …")
