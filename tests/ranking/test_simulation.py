"""Simulated readers: a small world in seconds, the same for the same seed, and ranked by the site's own stages."""

import numpy as np
import pytest

from ranking import params
from ranking.replay.simulation import growth, people, report
from ranking.replay.simulation.corpus import START, Corpus, Texts, appear, texts
from ranking.replay.simulation.run import Run, started
from ranking.types import Policy
from tests.ranking import build

TOPICS, EACH = 6, 8


def stock() -> Texts:
    vectors = np.concatenate([build.vectors(topic, EACH) for topic in range(TOPICS)])
    return texts(vectors.tolist(), [f"topic {n // EACH}" for n in range(TOPICS * EACH)], [300] * TOPICS * EACH)


def world(*, readers: int = 3, explores: bool = True) -> tuple[Run, Corpus]:
    have = stock()
    corpus = appear(have, days=4, rng=np.random.default_rng(1))
    return started(corpus, people.draw(readers, have, corpus, seed=0), seed=0, explores=explores), corpus


def test_a_small_simulation_prints_everything_and_is_the_same_again() -> None:
    first, again = (report.simulate(stock(), readers=2, days=4, seed=5) for _ in range(2))
    assert first == again
    assert first["pages"] > 0
    assert first["learning"]["curve"][0]["clicks"] == 0
    assert set(first["goals"]) == {
        "cost_at_most_3_percent",
        "growth_within_its_interval",
        "no_page_under_4_topics",
        "ece_at_most_2_percent",
    }


def test_a_site_without_exploration_draws_nothing() -> None:
    run, _ = world(explores=False)
    logs = [log for day in range(2) for log in run.day(day)]
    assert {it for log in logs for it in log.policies} == {Policy.RANK}


def test_nobody_is_shown_what_has_not_appeared_or_was_opened() -> None:
    run, corpus = world()
    opened: dict[int, set[int]] = {}
    for log in (log for day in range(3) for log in run.day(day)):
        rows = log.pieces.tolist()
        assert (corpus.published[rows] <= log.at.timestamp()).all()
        assert not opened.setdefault(log.reader, set()) & set(rows)
        opened[log.reader] |= {row for row, done in zip(rows, log.shown, strict=True) if done.played}


def test_a_twin_goes_its_own_way_and_leaves_the_first_alone() -> None:
    run, _ = world()
    list(run.day(0))
    before = run.site.table.copy()
    list(growth.twin(run).day(1))
    assert np.array_equal(run.site.table, before, equal_nan=True)


def test_meeting_a_topic_wakes_a_hidden_taste_and_hardly_another() -> None:
    run, _ = world()
    person = run.readers[0]
    hidden, other = int(np.argmax(person.growth)), int(np.flatnonzero(person.growth == people.STIRS)[0])
    before = person.affinity.copy()
    for topic in (hidden, other):
        person.wakes(topic + 1, "play")
    assert person.affinity[hidden] > before[hidden] + 0.2
    assert person.affinity[other] < before[other] + 0.1


def test_topics_are_shown_as_often_as_their_chances_say() -> None:
    run, _ = world(readers=4)
    found = growth.units([log for day in range(3) for log in run.day(day)])
    assert len(found.chance)
    assert found.shown.sum() == pytest.approx(found.chance.sum(), abs=2 * len(found.chance) ** 0.5)


def test_twin_worlds_part_at_one_page_of_each_reader() -> None:
    run, _ = world(readers=4)
    list(run.day(0))
    pairs = growth.twins(run, day=1, window=START.replace(day=7) - START)
    assert pairs
    assert len({it.reader for it in pairs}) == len(pairs)
    assert all(0 <= plays <= views for it in pairs for plays, views in zip(it.plays, it.views, strict=True))


def test_a_page_of_the_simulation_has_the_size_and_the_rules_of_the_site() -> None:
    run, _ = world()
    for log in run.day(0):
        assert len(log.pieces) == params.PAGE_SIZE
        assert [it.slot for it in log.shown] == list(range(params.PAGE_SIZE))
