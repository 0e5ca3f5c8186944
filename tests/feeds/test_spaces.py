from hypothesis import given
from hypothesis import strategies as st

from feeds.spaces import count_words, is_spaced_singly, spaced_singly

SPACES = "".join(filter(str.isspace, map(chr, range(0x110000))))
texts = st.lists(st.one_of(st.sampled_from(SPACES), st.sampled_from([" ", "\n", "\n\n", "rye", "日本"]))).map("".join)


@given(texts)
def test_words_have_one_space_between_them(text: str) -> None:
    assert spaced_singly(text) == " ".join(text.split())


@given(texts)
def test_what_looks_spaced_singly_is(text: str) -> None:
    if is_spaced_singly(text):
        assert all(line.strip(" ") == " ".join(line.split()) for line in text.split("\n"))


@given(st.lists(st.sampled_from(["rye", "日本"]), max_size=9), st.sampled_from([" ", "\n", "\n\n"]))
def test_words_are_counted_by_what_stands_between_them(words: list[str], between: str) -> None:
    assert count_words(between.join(words)) == len(words)
