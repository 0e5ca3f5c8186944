"""The benchmarks of pages, events and search run on a site that is filled, and their figures add up."""

import sys
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection

from aggregator.bench import events, home, search
from aggregator.bench.filling import Size, given
from aggregator.bench.indexes import laid_aside
from aggregator.bench.rows import STEPS
from aggregator.bench.site import kept, site
from aggregator.bench.talker import talking
from aggregator.bench.vectors import made_up
from feeds.management.answer import WorkFailedError
from tests.make import NOW


@pytest.mark.timeout(300)
def test_a_small_site_is_filled_and_measured() -> None:
    with site(600, 4, print) as running:
        pages = home.measured(running, readers=4, pages=3)
        acts = events.measured(running, readers=4)
        found = search.bench(running.data_dir, articles=600, readers=1, count=1, say=print)
    assert pages["alone"]["cards"] == 20
    assert pages["stages"]["queries"] <= home.GOAL_QUERIES + 5  # and a look at the window now and then
    assert {"sources", "slate", "templates"} <= set(pages["stages"]["cpu"])
    assert pages["nearest"]["found"] == 1
    assert pages["act"]["on_next_page"] is True
    assert set(pages["memory_mb"]) == {"web", "postgres", "valkey", "bench"}
    assert (acts["events"], acts["counted_twice"]) == (8 * events.BATCH, 0)
    for name in search.NAMES:
        assert found[name]["searches_s"] > 0
        assert set(found[name]["cpu_ms_a_search"]) == {"search", "postgres"}


def test_made_up_vectors_are_the_same_every_time_and_near_within_a_topic() -> None:
    [(first, vectors)], [(_first, again)] = list(made_up(400, 4)), list(made_up(400, 4))
    assert first == 1
    assert np.array_equal(vectors, again)
    near = vectors @ vectors[0]
    same_topic = np.arange(1, 401) % 4 == 1
    assert near[same_topic].mean() > near[~same_topic].mean() + 0.2


@pytest.mark.parametrize(
    "words",
    [["home", "--articles=3"], ["home", "--pages=0"], ["events", "--readers=1"], ["events", "--articles=1"]],
)
def test_sizes_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("bench", *words, stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 2


def test_a_kept_site_that_was_left_half_filled_is_refused(tmp_path: Path) -> None:
    (tmp_path / "600-4" / "postgres").mkdir(parents=True)
    with pytest.raises(WorkFailedError, match="not filled to its end"):
        kept(str(tmp_path), 600, 4)
    (tmp_path / "600-4" / "filled").touch()
    assert kept(str(tmp_path), 600, 4) == tmp_path / "600-4"


def test_a_process_that_does_not_answer_is_ended() -> None:
    command = [sys.executable, "-c", "input(); input()"]
    with talking(command) as silent, pytest.raises(WorkFailedError, match="before it answered"):
        silent.ask("well?", within_s=0.2)


@pytest.mark.django_db
def test_the_statements_hold_for_a_million_articles() -> None:
    values = given(Size(1_000_000, 10_000), NOW)
    with connection.cursor() as cursor:
        for sql in STEPS.values():  # planned only: numbers that are too small for their product show there
            cursor.execute(f"EXPLAIN {sql}", values)


@pytest.mark.django_db
def test_indexes_laid_aside_come_back_but_for_those_nobody_asks_for() -> None:
    def found() -> dict[str, str]:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'ranking_impression'")
        return dict(cursor.fetchall())

    with connection.cursor() as cursor:
        before = found()
        unused = next(name for name in before if name.startswith("ranking_impression_article_id"))
        with laid_aside(cursor, ["ranking_impression"], for_good=[unused], say=print):
            assert found().keys() == {"ranking_impression_pkey"}
        assert found() == {name: it for name, it in before.items() if name != unused}
