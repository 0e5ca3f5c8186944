"""What waits fits the time of those who look, whatever is written; and the gravest comes first."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.params import HOLD_AT, HOLD_MOST, LIMIT_AT, LIMIT_HARM, LIMIT_MOST, QUEUE_AT, QUEUE_LEAST
from moderation.thresholds import CLASSES, SHIPPED, Scored, as_json, derive, of_json, zone_of
from moderation.types import Thresholds, Zone

HARMS = st.sampled_from([0.0, 0.3, 0.4, 0.5, 0.8, 1.0])
SCORED = st.lists(st.builds(Scored, st.floats(0, 1), HARMS, st.sampled_from([False] * 9 + [True])), max_size=300)
DOUBTS = st.lists(st.builds(Scored, st.floats(0, 1), st.sampled_from([0.0, 0.3, 0.4, 0.5])), max_size=300)
BUDGET = st.floats(0.01, 1)


def in_zone(scored: list[Scored], thresholds: Thresholds, *zones: Zone) -> int:
    return sum(zone_of(it, thresholds) in zones for it in scored)


@given(DOUBTS, BUDGET)
def test_the_queue_never_takes_more_than_the_budget(scored: list[Scored], budget: float) -> None:
    begin = derive(scored, budget=budget, audited=0.0)
    assert in_zone(scored, begin, Zone.QUEUE) <= budget * len(scored)


@given(SCORED, BUDGET)
def test_beyond_the_budget_goes_only_what_is_grave_or_waits_anyway(scored: list[Scored], budget: float) -> None:
    begin = derive(scored, budget=budget, audited=0.02)
    must = sum(it.waits_anyway or (it.harm >= LIMIT_HARM and it.p >= QUEUE_AT) for it in scored)
    assert in_zone(scored, begin, Zone.QUEUE, Zone.LIMIT, Zone.HOLD) <= must + budget * len(scored)


@given(SCORED, BUDGET)
def test_thresholds_stay_between_their_bounds(scored: list[Scored], budget: float) -> None:
    begin = derive(scored, budget=budget, audited=0.02)
    assert HOLD_AT <= begin.hold <= HOLD_MOST
    assert LIMIT_AT <= begin.limit <= LIMIT_MOST
    assert all(p >= QUEUE_LEAST for _harm, p in begin.queue)


@given(SCORED, BUDGET)
def test_where_more_harm_is_done_the_queue_begins_no_later(scored: list[Scored], budget: float) -> None:
    begins = [p for _harm, p in derive(scored, budget=budget, audited=0.02).queue]
    assert begins == sorted(begins)


@given(SCORED, BUDGET, BUDGET)
def test_more_time_queues_no_less(scored: list[Scored], one: float, other: float) -> None:
    little, much = (derive(scored, budget=it, audited=0.0) for it in sorted((one, other)))
    waits = (Zone.QUEUE, Zone.LIMIT, Zone.HOLD)
    assert in_zone(scored, little, *waits) <= in_zone(scored, much, *waits)


def test_the_most_harmful_doubts_fill_the_budget() -> None:
    scored = [Scored(0.5 + at / 400, 0.4 if at % 2 else 0.3) for at in range(200)]
    begin = derive(scored, budget=0.1, audited=0.0)
    assert in_zone(scored, begin, Zone.QUEUE) == 20
    assert begin.queue_from(0.4) < begin.queue_from(0.3)


def test_a_quiet_site_looks_at_every_doubt_and_no_further() -> None:
    begin = derive([Scored(0.49, 0.4)] * 500 + [Scored(0.55, 0.4)] * 5, budget=0.05, audited=0.02)
    assert (begin.hold, begin.limit, begin.queue_from(0.4)) == (HOLD_AT, LIMIT_AT, QUEUE_LEAST)


def test_a_flood_of_cures_is_limited_when_nobody_could_look_at_so_many_holds() -> None:
    begin = derive([Scored(0.95, 1.0)] * 300 + [Scored(0.0, 0.0)] * 700, budget=0.05, audited=0.0)
    assert zone_of(Scored(0.95, 1.0), begin) is Zone.LIMIT
    assert zone_of(Scored(0.98, 1.0), begin) is Zone.HOLD


def test_what_ships_is_as_documented_and_survives_its_row() -> None:
    assert {SHIPPED.queue_from(harm) for harm in CLASSES} == {QUEUE_AT}
    assert SHIPPED.queue_from(0.2) > 1
    demoted = Thresholds(0.9, 0.85, SHIPPED.queue, ((Zone.HOLD, "topic:health"),))
    assert of_json(as_json(demoted)) == demoted
