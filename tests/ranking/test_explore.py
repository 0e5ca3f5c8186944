"""Exploration: exact probabilities with a floor, hardly met topics, and a slider that widens them."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking import params
from ranking.candidates import Facts, Ints, Weighed
from ranking.explore import explore
from ranking.explore.chances import floored, squarecb
from ranking.explore.fresh import fresh_pool
from ranking.explore.horizon import band, horizon_pool, horizon_topics, is_asleep
from ranking.types import ArticleFacts, Policy, SlotKind, SourceName, Taste, TopicTaste, Valued, Visit
from tests.ranking import build

VISIT = Visit(1, "", build.NOW)
READER = Taste(reader_id=1, topics={1: TopicTaste(clicks=3, views=5)}, horizon=1.0, events=3)


def site(topics: int = 6, each: int = 6, hours: float = 10.0) -> tuple[Weighed, Facts]:
    return known(
        [
            build.valued(build.candidate(100 * topic + n, topic=topic, feed=n, hours=hours + n), 1.0)
            for topic in range(1, topics + 1)
            for n in range(each)
        ]
    )


def known(valued: list[Valued], facts: list[ArticleFacts] | None = None) -> tuple[Weighed, Facts]:
    return Weighed.of(valued), Facts.of(facts or [ArticleFacts()] * len(valued))


def everything(weighed: Weighed) -> Ints:
    return np.arange(len(weighed.candidates))


def unmet_of(weighed: Weighed, taste: Taste) -> list[int]:
    return horizon_topics(weighed.candidates, everything(weighed), taste=taste)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0, 500))
def test_squarecb_gives_probabilities_and_the_best_the_most(estimates: list[float], gamma: float) -> None:
    p = squarecb(estimates, gamma=gamma)
    assert sum(p) == pytest.approx(1)
    assert min(p) > 0
    assert p[estimates.index(max(estimates))] >= max(p) - 1e-9


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=300))
def test_no_member_of_a_pool_falls_below_the_floor(weights: list[float]) -> None:
    p = floored([it / sum(weights) for it in weights])
    assert sum(p) == pytest.approx(1)
    assert min(p) >= min(params.FLOOR, 1 / len(weights)) - 1e-12


@given(st.integers(1, 14), st.integers(1, 9), st.integers(0, 400))
def test_pools_are_distributions_with_a_floor(topics: int, each: int, events: int) -> None:
    weighed, facts = site(topics, each, hours=0.1)
    taste, rows = replace(READER, events=events), everything(weighed)
    for pool in (
        horizon_pool(weighed, rows, unmet_of(weighed, taste), facts=facts, taste=taste, now=build.NOW).members(),
        fresh_pool(weighed, rows, facts=facts, taste=taste, now=build.NOW),
    ):
        if pool:
            assert sum(it.p for it in pool) == pytest.approx(1)
            assert min(it.p for it in pool) >= params.FLOOR - 1e-12


def test_the_second_place_is_drawn_as_often_as_its_propensity_says_given_the_first() -> None:
    weighed, facts = site(4, 2)
    first, second = params.HORIZON_SLOTS
    drawn: Counter[tuple[int | None, int]] = Counter()
    said: dict[tuple[int | None, int], float] = {}
    for seed in range(4000):
        page = explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(seed))
        key = (page[first].valued.candidate.topic_id, page[second].valued.candidate.article_id)
        drawn[key] += 1
        said[key] = page[second].propensity
    for topic in {key[0] for key in drawn}:
        times = sum(n for key, n in drawn.items() if key[0] == topic)
        for key in (key for key in drawn if key[0] == topic):
            assert drawn[key] / times == pytest.approx(said[key], abs=0.06)


def test_what_is_drawn_is_drawn_as_often_as_its_propensity_says() -> None:
    weighed, facts = site(3, 3)
    drawn: Counter[int] = Counter()
    said: dict[int, float] = {}
    for seed in range(4000):
        first = explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(seed))[params.HORIZON_SLOTS[0]]
        drawn[first.valued.candidate.article_id] += 1
        said[first.valued.candidate.article_id] = first.propensity
    assert sum(said.values()) == pytest.approx(1)
    for article, p in said.items():
        assert drawn[article] / 4000 == pytest.approx(p, abs=0.03)


def test_horizon_places_show_two_different_topics_that_were_hardly_met() -> None:
    weighed, facts = site()
    for seed in range(50):
        chosen = explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(seed))
        topics = [chosen[slot].valued.candidate.topic_id for slot in params.HORIZON_SLOTS]
        assert len(set(topics)) == 2
        assert 1 not in topics


def test_who_has_opened_nothing_has_no_horizon() -> None:
    weighed, facts = site()
    chosen = explore(weighed, visit=VISIT, facts=facts, taste=Taste(), rng=Random(1))
    assert not {it.kind for it in chosen.values()} & {SlotKind.HORIZON}


def test_an_empty_pool_leaves_the_place_free() -> None:
    weighed, facts = site(topics=1, hours=100)
    assert explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(1)) == {}


@given(st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None)
def test_a_larger_radius_never_takes_a_topic_away(one: float, other: float) -> None:
    centres = [build.vectors(n, 1)[0].astype("float32") for n in range(6)]
    (low, high), (lower, higher) = band(centres, max(one, other)), band(centres, min(one, other))
    assert low <= lower
    assert high >= higher - 1e-6 or lower >= higher  # a narrow band may be a single point
    assert band(centres, 1.0) == (-1.0, 1.0)


def test_the_slider_widens_from_the_nearest_few_to_all() -> None:
    weighed, _ = sited_by_vectors(9)
    interest = tuple(build.vectors(0, 1)[0].tolist())
    assert len(unmet_of(weighed, replace(READER, horizon=0.0, long=interest))) < 5
    assert len(unmet_of(weighed, replace(READER, horizon=1.0, long=interest))) == 8


def sited_by_vectors(topics: int) -> tuple[Weighed, Facts]:
    return known(
        [
            build.valued(build.candidate(n, topic=n, vector=build.vectors(n, 1)[0].astype("float32"), hours=10.0))
            for n in range(1, topics + 1)
        ]
    )


def test_adjacent_topics_come_first() -> None:
    centre = build.vectors(2, 1)[0]
    near = replace(READER, long=tuple(centre.tolist()))
    assert unmet_of(sited_by_vectors(4)[0], near)[0] == 2


def test_followed_topics_and_hidden_ones_are_not_the_horizon() -> None:
    weighed, _ = site(topics=4)
    taste = replace(READER, followed_topics=frozenset({2}), topics={**READER.topics, 3: TopicTaste(hides=1, misses=5)})
    assert unmet_of(weighed, taste) == [4]


def test_one_hide_puts_a_topic_to_sleep_for_thirty_days_unless_the_reader_hides_everything() -> None:
    def hidden(days: float, elsewhere: float = 0.0) -> bool:
        left = 0.5 ** (days / 14)
        others = TopicTaste(clicks=3, views=40, hides=elsewhere)
        return is_asleep(replace(READER, topics={0: others, 1: TopicTaste(hides=left, views=2 * left)}), 1)

    assert hidden(29)
    assert not hidden(31)
    assert not hidden(1, elsewhere=12)


@pytest.mark.parametrize(
    "facts", [ArticleFacts(p_distress=0.5), ArticleFacts(p_dubious=0.8)], ids=["distress", "doubt"]
)
def test_what_distresses_or_is_in_doubt_is_never_drawn(facts: ArticleFacts) -> None:
    weighed, _ = site(hours=0.1)
    ids = weighed.candidates.ids.tolist()
    bad = {it for it in ids if it % 2}
    known = Facts.of([facts if it in bad else ArticleFacts() for it in ids])
    for seed in range(300):
        drawn = explore(weighed, visit=VISIT, facts=known, taste=READER, rng=Random(seed)).values()
        assert not bad & {it.valued.candidate.article_id for it in drawn}


def test_one_request_in_a_hundred_carries_a_piece_drawn_evenly() -> None:
    weighed, facts = site(3, 4)
    pages = [explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(seed)) for seed in range(4000)]
    drawn = [it for page in pages for it in page.values() if it.policy == Policy.RANDOM]
    assert len(drawn) / 4000 == pytest.approx(params.RANDOM_SHARE, abs=0.005)
    assert {(it.slot, it.kind) for it in drawn} == {(params.RANDOM_SLOT, SlotKind.PERSONAL)}
    assert all(it.propensity == pytest.approx(1 / it.pool_size) for it in drawn)
    assert len({it.valued.candidate.article_id for it in drawn}) > 6


def test_who_is_held_out_gets_no_exploration() -> None:
    weighed, facts = site(hours=0.1)
    assert explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(1), is_held_out=True) == {}


@given(st.integers(2, 9), st.integers(1, 6), st.integers(0, 300))
@settings(deadline=None)
def test_a_topic_has_the_chance_of_its_pieces_and_places_add_up(topics: int, each: int, events: int) -> None:
    weighed, facts = site(topics, each)
    taste = replace(READER, events=events)
    unmet, rows = unmet_of(weighed, taste), everything(weighed)
    pool = horizon_pool(weighed, rows, unmet, facts=facts, taste=taste, now=build.NOW)
    for topic, p in pool.chances().items():
        assert p == pytest.approx(sum(it.p for it in pool.members() if weighed.candidates.topic[it.row] == topic))
    on_page = pool.on_page(2)
    assert sum(on_page.values()) == pytest.approx(min(2, topics - 1))
    assert all(pool.chances()[topic] - 1e-9 <= p <= 1 for topic, p in on_page.items())


def test_a_topic_is_on_the_page_as_often_as_the_first_place_says() -> None:
    weighed, _ = site(5, 3)
    facts = Facts.of([ArticleFacts(views=100, plays=n) for n in everything(weighed).tolist()])  # topics differ
    shown: Counter[int | None] = Counter()
    for seed in range(3000):
        page = explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(seed))
        shown.update(page[slot].valued.candidate.topic_id for slot in params.HORIZON_SLOTS)
    said = page[params.HORIZON_SLOTS[0]].chances
    assert max(said.values()) > 2 * min(said.values())
    assert {topic: n / 3000 for topic, n in shown.items()} == pytest.approx(said, abs=0.03)


def test_there_is_a_choice_wherever_a_third_topic_was_hardly_met() -> None:
    weighed, facts = sited_by_vectors(4)
    interest = tuple(build.vectors(1, 1)[0].tolist())
    nearest = replace(READER, horizon=0.0, long=interest)
    page = explore(weighed, visit=VISIT, facts=facts, taste=nearest, rng=Random(1))
    chances = page[params.HORIZON_SLOTS[0]].chances
    assert len(chances) == 3
    assert max(chances.values()) < 1


def test_only_the_first_horizon_place_tells_the_chances_of_the_page() -> None:
    weighed, facts = site()
    page = explore(weighed, visit=VISIT, facts=facts, taste=READER, rng=Random(1))
    assert [bool(page[slot].chances) for slot in params.HORIZON_SLOTS] == [True, False]


def test_fresh_pieces_are_young_or_of_a_small_creator_and_hardly_seen() -> None:
    young = build.valued(build.candidate(1, hours=1))
    old = build.valued(build.candidate(2, hours=7))
    creators = build.valued(build.candidate(3, hours=30, feed=None, creator=5))
    seen = build.valued(build.candidate(4, hours=1))
    rest = [build.valued(build.candidate(9 + n, hours=50), 0.1) for n in range(5)]
    weighed = Weighed.of([young, old, creators, seen, *rest])
    facts = Facts.of([ArticleFacts(views=300 if it == 4 else 0) for it in weighed.candidates.ids.tolist()])
    pool = fresh_pool(weighed, everything(weighed), facts=facts, taste=READER, now=build.NOW)
    assert {int(weighed.candidates.ids[it.row]) for it in pool} == {1, 3}


def test_at_most_one_pin_is_forced() -> None:
    pinned = frozenset({SourceName.PINNED})
    weighed, facts = known([build.valued(build.candidate(n, sources=pinned, hours=30), float(n)) for n in range(3)])
    chosen = explore(weighed, visit=VISIT, facts=facts, taste=Taste(), rng=Random(1))
    forced = [it for it in chosen.values() if it.kind is SlotKind.FORCED]
    assert [(it.slot, it.valued.candidate.article_id, it.propensity) for it in forced] == [(params.FORCED_SLOT, 2, 1.0)]
