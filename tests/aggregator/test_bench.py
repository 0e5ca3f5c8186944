"""Benchmarks run and add up; how fast they find us is no test's business."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from aggregator.bench import embed
from aggregator.bench.documents import document
from feeds.parse import parse


@pytest.mark.timeout(120)
def test_a_small_crawl_is_measured_from_first_to_last_round() -> None:
    out = StringIO()
    call_command("bench", "crawl", "--feeds=11", "--entries=2", "--large=0", "--json", stdout=out, stderr=StringIO())
    answer = json.loads(out.getvalue())
    assert {"first", "unchanged", "changed", "peak_mb"} <= set(answer)
    assert answer["first"]["feeds_s"] > 0
    assert set(answer["first"]["cpu_ms_a_feed"]) == {"crawler", "readers", "postgres", "valkey", "publisher"}


@pytest.mark.parametrize("words", [["crawl", "--feeds=0"], ["crawl", "--large=-1"]])
def test_sizes_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("bench", *words, stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 2


def test_made_up_feeds_are_as_large_as_asked_and_the_same_every_time() -> None:
    made = document(7, entries=30, size=75_000)
    assert abs(len(made) - 75_000) < 4_000
    assert made == document(7, entries=30, size=75_000)
    assert len(parse(made).entries) == 30


def test_another_edition_holds_other_entries() -> None:
    first, second = (parse(document(1, entries=3, size=3_000, edition=number)) for number in (0, 1))
    assert {entry.guid for entry in first.entries}.isdisjoint(entry.guid for entry in second.entries)


@pytest.mark.timeout(120)
def test_our_vectors_are_those_of_the_baseline_and_pages_start_without_the_encoder() -> None:
    answer = embed.bench(texts=4, rounds=1, say=print)
    assert answer["cosine_mean"] >= 0.999
    assert answer["ratio"] > 0
    assert answer["page_process"]["has_encoder"] is False
