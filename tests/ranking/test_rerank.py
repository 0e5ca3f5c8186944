"""The order on the page, on random candidates: nothing lost, no story twice, rules kept wherever they can be."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking import params
from ranking.candidates import Weighed
from ranking.rerank import is_distressing, rerank
from ranking.types import Memory, Placed, SlotKind, Valued
from tests.ranking import build

key = st.one_of(st.none(), st.integers(1, 5))
pieces = st.lists(st.tuples(st.floats(-3, 10), key, st.integers(1, 9), key), max_size=60)


def pool(drawn: list[tuple[float, int | None, int, int | None]]) -> list[Valued]:
    return [
        build.valued(build.candidate(n, topic=topic, feed=feed, story=story), value)
        for n, (value, topic, feed, story) in enumerate(drawn)
    ]


def order(valued: list[Valued], **given: object) -> list[Placed]:
    return rerank(Weighed.of(valued), **{"fixed": {}, "memory": Memory(), "weights": params.WEIGHTS, **given})[0]  # type: ignore[arg-type]


@given(pieces, st.sets(st.integers(0, 19), max_size=3))
@settings(deadline=None)
def test_kept_and_dropped_are_what_was_given(
    drawn: list[tuple[float, int | None, int, int | None]], at: set[int]
) -> None:
    valued = pool(drawn)
    fixed = _fixed(valued, at)
    placed, dropped = rerank(Weighed.of(valued), fixed=fixed, memory=Memory(), weights=params.WEIGHTS)
    ids = [it.valued.candidate.article_id for it in placed] + [*dropped]
    assert sorted(ids) == list(range(len(valued)))
    assert [it.slot for it in placed] == list(range(len(placed)))


@given(pieces, st.sets(st.integers(0, 19), max_size=3))
@settings(deadline=None)
def test_no_story_is_on_a_page_twice(drawn: list[tuple[float, int | None, int, int | None]], at: set[int]) -> None:
    valued = pool(drawn)
    placed = order(valued, fixed=_fixed(valued, at))
    stories = [it.valued.candidate.story_id for it in placed if it.valued.candidate.story_id is not None]
    assert len(stories) == len(set(stories))


def _fixed(valued: list[Valued], at: set[int]) -> dict[int, Placed]:
    """The first pieces of different stories, in these places."""
    free: dict[object, Valued] = {}
    for it in valued:
        free.setdefault(it.candidate.story_id or ("piece", it.candidate.article_id), it)
    return {
        slot: Placed(it, slot, SlotKind.HORIZON, 0.5, 2, "test")
        for slot, it in zip(sorted(at), free.values(), strict=False)
    }


@given(st.permutations(range(60)))
@settings(deadline=None, max_examples=30)
def test_with_enough_to_choose_from_every_rule_holds(ranks: list[int]) -> None:
    valued = [
        build.valued(build.candidate(n, topic=1 + n % 6, feed=1 + n % 15), float(rank)) for n, rank in enumerate(ranks)
    ]
    placed = order(valued)
    topics = [it.valued.candidate.topic_id for it in placed]
    feeds = [it.valued.candidate.feed_id for it in placed]
    assert len(placed) == params.PAGE_SIZE
    assert all(one != other for one, other in pairwise(topics))
    for start in range(len(feeds) - 9):
        assert max(feeds[start : start + 10].count(feed) for feed in feeds) <= params.AUTHOR_CAP


def test_a_site_of_one_feed_and_one_topic_still_fills_the_page() -> None:
    valued = [build.valued(build.candidate(n, topic=1, feed=1), 1.0 + n) for n in range(30)]
    assert len(order(valued)) == params.PAGE_SIZE


def test_fixed_places_keep_their_place_and_their_propensity() -> None:
    valued = [build.valued(build.candidate(n, topic=n, feed=n)) for n in range(40)]
    chosen = Placed(valued[39], 5, SlotKind.HORIZON, 0.03, 12, "squarecb-horizon-1")
    placed = order(valued, fixed={5: chosen})
    assert placed[5].valued.candidate.article_id == 39
    assert (placed[5].kind, placed[5].propensity, placed[5].pool_size) == (SlotKind.HORIZON, 0.03, 12)


def test_twins_do_not_stand_on_one_page_while_others_wait() -> None:
    vector = build.vectors(0, 1)[0].astype(np.float32)
    others = build.vectors(1, 30).astype(np.float32)
    valued = [build.valued(build.candidate(n, feed=n, vector=vector), 1.0) for n in range(2)]
    valued += [build.valued(build.candidate(9 + n, feed=9 + n, vector=it), 0.9) for n, it in enumerate(others)]
    ids = [it.valued.candidate.article_id for it in order(valued)]
    assert len({0, 1} & set(ids)) == 1


def test_a_topic_met_often_today_gives_way() -> None:
    valued = [build.valued(build.candidate(1, topic=1), 1.2), build.valued(build.candidate(2, topic=2, feed=2), 1.0)]
    tired = Memory(topics_today={1: 6.0})
    assert [it.valued.candidate.article_id for it in order(valued, memory=tired)] == [2, 1]
    assert order(valued, memory=tired)[1].valued.terms["same_tag_today"] == pytest.approx(-0.6 * 1.2, abs=0.01)


def test_the_second_piece_of_an_author_gains_and_the_sixth_loses() -> None:
    valued = [build.valued(build.candidate(1, feed=1))]
    second = order(valued, memory=Memory(authors_today={"feed-1": 1.0}))[0]
    sixth = order(valued, memory=Memory(authors_today={"feed-1": 5.0}))[0]
    assert second.valued.terms["same_author_seen"] > 0 > sixth.valued.terms["same_author_seen"]


def test_the_value_of_a_placed_piece_is_the_sum_of_its_terms() -> None:
    valued = [build.valued(build.candidate(n, topic=1 + n % 2, feed=1 + n % 3), 1.0) for n in range(12)]
    for it in order(valued):
        assert it.valued.value == pytest.approx(sum(it.valued.terms.values()))


@given(
    st.lists(st.tuples(st.floats(-3, 10), st.floats(0, 1), key), max_size=60), st.sets(st.integers(0, 19), max_size=3)
)
@settings(deadline=None)
def test_distressing_pieces_are_never_three_in_a_row_nor_more_than_four(
    drawn: list[tuple[float, float, int | None]], at: set[int]
) -> None:
    valued = [
        build.valued(build.candidate(n, topic=topic, feed=n), value, p_distress=p)
        for n, (value, p, topic) in enumerate(drawn)
    ]
    fixed = _fixed([it for it in valued if not is_distressing(it)], at)
    placed, dropped = rerank(Weighed.of(valued), fixed=fixed, memory=Memory(), weights=params.WEIGHTS)
    sad = [is_distressing(it.valued) for it in placed]
    assert sum(sad) <= params.DISTRESSING_PAGE
    assert not any(all(sad[n : n + 3]) for n in range(len(sad) - 2))
    assert len(placed) + len(dropped) == len(valued)


def test_what_distresses_is_never_lifted() -> None:
    sad = build.valued(build.candidate(1, feed=1), 1.0, p_distress=0.5)
    again = order([sad], memory=Memory(authors_today={"feed-1": 1.0}))[0]
    assert again.valued.terms["same_author_seen"] == 0


@given(st.lists(st.floats(0.01, 3), min_size=40, max_size=40))
@settings(deadline=None, max_examples=30)
def test_a_page_has_four_topics_however_much_two_of_them_are_liked(values: list[float]) -> None:
    valued = [
        build.valued(build.candidate(n, topic=1 + (n % 2 if n < 34 else n - 34), feed=1 + n), value + 9 * (n < 34))
        for n, value in enumerate(values)
    ]
    topics = {it.valued.candidate.topic_id for it in order(valued)}
    assert len(topics) >= params.TOPICS_LEAST


def test_topics_beyond_the_best_hundred_and_fifty_are_in_reach() -> None:
    liked = [build.valued(build.candidate(n, topic=1 + n % 2, feed=1 + n), 9.0) for n in range(200)]
    others = [build.valued(build.candidate(900 + n, topic=7 + n, feed=900 + n), 0.1) for n in range(3)]
    assert len({it.valued.candidate.topic_id for it in order([*liked, *others])}) == params.TOPICS_LEAST
