"""The benchmark of search finds what it looks for; test_bench_home runs it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from aggregator.bench import searching
from aggregator.bench.archive import piece, searches


@pytest.mark.django_db
def test_both_ways_of_searching_find_the_same_phrase() -> None:
    searching.fill(40)
    phrases = [words for kind, words in searches(5, 40) if kind == "phrase"]
    for words in phrases:
        found = [{it.guid for it in search(words, timezone.now())} for search in (searching.ours, searching.baseline)]
        assert found[0] == found[1] != set()


def test_what_is_searched_for_is_the_same_every_time_and_stands_in_a_title() -> None:
    asked = list(searches(3, 50))
    assert asked == list(searches(3, 50))
    titles = [piece(number).title.lower() for number in range(50)]
    assert all(
        any(words.strip('"') in title for title in titles) for kind, words in asked if kind in {"word", "phrase"}
    )


@pytest.mark.parametrize("words", [["--articles=0"], ["--readers=0"], ["--searches=0"]])
def test_sizes_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("bench", "search", *words, stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 2
