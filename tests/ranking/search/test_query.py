"""What is typed becomes a query, whatever it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.search.query import LONGEST, MOST, Filter, Name, Problem, Query, Trouble, parse, replaced

TODAY = date(2026, 11, 20)
# What people type, whole and broken, in any order.
PARTS = st.sampled_from(
    ["feed:", "topic:science", '"', "-", "after:", "before:2026-02-30", "is:saved", "is:", "otter", "or", "language:en",
     'author:"Ada', "9999d", "after:99999999y", "10:30", "\0", "：", "“", "-before:2026", 'feed:""', "http://x.y/z"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=300), st.lists(st.one_of(PARTS, st.text(max_size=8))).map(" ".join))


def read(typed: str) -> Query:
    return parse(typed, today=TODAY)


@settings(deadline=None)
@given(TYPED)
def test_whatever_is_typed_gives_a_query_or_says_what_was_left_out(typed: str) -> None:
    found = read(typed)
    has_words = any(it.isalnum() for it in typed[:LONGEST])
    assert not found.is_empty or found.problems or not has_words


@settings(deadline=None)
@given(TYPED)
def test_what_is_left_out_is_said_as_it_was_typed(typed: str) -> None:
    for problem in read(typed).problems:
        assert problem.part.translate(str.maketrans("", "", ' "')) in "".join(
            it for it in typed.translate(str.maketrans("“”„«»", '"' * 5)) if it.isprintable()
        ).translate(str.maketrans("", "", ' "'))


@settings(deadline=None)
@given(TYPED)
def test_the_words_can_be_read_again_to_the_same(typed: str) -> None:
    again = read(read(typed).words)
    assert [it.text for it in again.terms if not it.is_phrase] == [
        it.text for it in read(typed).terms if not it.is_phrase
    ]


@settings(deadline=None)
@given(TYPED, st.sampled_from(Name))
def test_an_operator_is_put_in_once_and_taken_out_again(typed: str, name: Name) -> None:
    without = replaced(typed[:50], name, "")
    put_in = replaced(typed[:50], name, "otter")
    assert put_in.count(f"{name}:otter") == 1
    assert replaced(put_in, name, "") == without


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    found = read('otters "river bank" -zoo -"pet shop"')
    assert found.words == 'otters "river bank" -zoo -"pet shop"'
    assert found.sought == ["otters", "river", "bank"]


def test_operators_are_taken_out_of_the_words() -> None:
    found = read('otters feed:harbour -topic:sport author:"Ada Lovelace" language:en')
    assert found.words == "otters"
    assert found.filters == [
        Filter(Name.FEED, "harbour"),
        Filter(Name.TOPIC, "sport", is_excluded=True),
        Filter(Name.AUTHOR, "Ada Lovelace"),
        Filter(Name.LANGUAGE, "en"),
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026", date(2026, 1, 1)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 19)),
        ("7d", date(2026, 11, 13)),
        ("2w", date(2026, 11, 6)),
    ],
)
def test_a_day_can_be_said_in_several_ways(typed: str, day: date) -> None:
    assert read(f"after:{typed}").after == day


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "9999y", "0000", "1-1-1", "2026-13", "٢٠٢٦"])
def test_what_is_no_day_is_said(typed: str) -> None:
    assert read(f"otters before:{typed}").problems == [Problem(Trouble.DATE, f"before:{typed}")]


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("feed:", Trouble.EMPTY),
        ("otters topic: science", Trouble.EMPTY),
        ('author:""', Trouble.EMPTY),
        ("-after:2026", Trouble.MINUS),
        ("is:read", Trouble.IS),
        ("language:english!", Trouble.LANGUAGE),
        ("after:2026 before:2025", Trouble.SPAN),
        ("-otters", Trouble.ONLY_MINUS),
        ("x" * 300, Trouble.LONG),
        ("topic:a " * (MOST + 1), Trouble.MANY),
    ],
)
def test_each_mistake_has_a_name(typed: str, trouble: Trouble) -> None:
    assert [it.trouble for it in read(typed).problems] == [trouble]


@pytest.mark.parametrize("typed", ["10:30", "https://example.org/a", "re:zero", "C:"])
def test_a_colon_in_a_word_is_no_operator(typed: str) -> None:
    found = read(typed)
    assert (found.words, found.problems) == (typed, [])


def test_exact_words_have_no_other_meaning() -> None:
    assert read("otters rivers or lakes topic:science").meaning == "otters rivers lakes"
    assert (read('"otters"').meaning, read("otters -zoo").meaning) == ("", "")
