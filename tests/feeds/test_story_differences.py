"""What publishers of one event agree on, and where they differ."""

import pytest

from feeds.stories.differ import READ, Alone, Contested, Differences, Version, differ

POST = "The bridge was opened by Mayor Elena Marsh on Monday. It cost 42 million euros and took two years."
RADIO = "Elena Marsh opened the bridge. It cost 45 million euros, say critics around Tom Alder. 1,200 guests came."


def of(*texts: str, language: str = "en") -> Differences:
    return differ(Version(n, text, language) for n, text in enumerate(texts))


def test_figures_of_the_same_thing_that_differ_are_set_side_by_side() -> None:
    found = of(POST, RADIO).contested
    assert found == (Contested("euro", ((0, ("42 million euros",)), (1, ("45 million euros",)))),)


def test_a_name_or_a_figure_of_one_publisher_is_its_own() -> None:
    assert of(POST, RADIO).alone == (Alone(1, ("Tom Alder",), ("1,200 guests",)),)


def test_what_all_have_is_agreed_on() -> None:
    assert of(POST, RADIO).agreed == ("Mayor Elena Marsh",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It has 1,200 seats.", "It has 1 200 seats."),
        ("It has 1.200 seats.", "It has 1200 seats."),
        ("A rise of 3.5 % was seen.", "A rise of 3,5% was seen."),
        ("One of 20 year old trees.", "After 20 years."),
        ("It cost $5 million.", "It cost $ 5 million."),
    ],
)
def test_the_same_figure_is_known_however_it_is_written(one: str, other: str) -> None:
    found = of(one, other)
    assert (found.contested, found.alone, len(found.agreed)) == ((), (), 1)


@pytest.mark.parametrize(
    "text", ["In 2026 it opened.", "At 10:30 they came.", "It won 3-1.", "On 12/11/2026.", "Of 5 the"]
)
def test_dates_times_and_scores_count_nothing(text: str) -> None:
    assert of(text, "Nothing of it.") == Differences()


def test_publishers_of_different_languages_are_not_compared() -> None:
    found = differ([Version(1, "It has 5 seats.", "en"), Version(2, "Sie hat 7 seats.", "de-AT")])
    assert found == Differences()


def test_pieces_of_one_publisher_are_one_word() -> None:
    assert differ([Version(1, "It has 5 seats."), Version(1, "It has 7 seats.")]) == Differences()


def test_a_word_that_begins_a_sentence_is_no_part_of_a_name() -> None:
    found = of("Critics Tom Alder and others spoke.", "The critics were silent.")
    assert found.alone == (Alone(0, ("Tom Alder",)),)


def test_a_table_is_no_statement() -> None:
    assert of("5 seats, 6 seats, 7 seats, 8 seats", "9 seats").contested == ()


@pytest.mark.parametrize(
    "text", ["", "海港大桥重新开放", "5" * 100_000, "A " * 50_000, "1," * 50_000, "Aa " * 30_000, "\x00"]
)
def test_any_text_is_read_in_time(text: str) -> None:
    assert isinstance(of(text, text[:READ]), Differences)
