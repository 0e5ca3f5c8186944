"""Shares, agreement and reliability hold what they promise, whatever the counts."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.measures.intervals import Sample, recall, wilson
from moderation.measures.kappa import kappa
from moderation.measures.reliability import BINS, Said, error, reliability
from moderation.measures.slices import FEWEST, demoted
from moderation.types import Zone

ANSWERS = ("allow", "limit", "drop")
PAIRS = st.dictionaries(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), st.integers(1, 500), min_size=1)
SAID = st.lists(st.builds(Said, st.floats(0, 1), st.booleans(), st.sampled_from([1.0, 5.0, 50.0])), min_size=1)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(hits: int, n: int) -> None:
    share = wilson(min(hits, n), n)
    assert share is not None
    assert 0 <= share.low <= share.value <= share.high <= 1


@given(st.integers(0, 20), st.integers(2, 50))
def test_more_of_the_same_makes_an_interval_narrower(hits: int, times: int) -> None:
    few, many = wilson(hits, 20), wilson(hits * times, 20 * times)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_of_nothing_nothing_is_said() -> None:
    assert wilson(0, 0) is None
    assert kappa({}) is None
    assert reliability([]) == ()
    assert recall(Sample(5, 5, 5), Sample(0, 0, 100)) is None


def test_wilson_is_as_published() -> None:
    share = wilson(81, 263)  # Newcombe 1998, table I
    assert share is not None
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)


@given(PAIRS)
def test_kappa_is_the_same_from_both_sides_and_within_its_bounds(pairs: dict[tuple[str, str], int]) -> None:
    found, turned = kappa(pairs), kappa({(b, a): count for (a, b), count in pairs.items()})
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert -1 <= found.low <= found.kappa <= found.high <= 1
        assert (found.kappa, found.low) == pytest.approx((turned.kappa, turned.low))


@given(st.lists(st.sampled_from(ANSWERS), min_size=2).filter(lambda some: len(set(some)) > 1))
def test_kappa_is_1_for_two_who_always_agree(answers: list[str]) -> None:
    found = kappa(Counter((answer, answer) for answer in answers))
    assert found is not None
    assert found.kappa == pytest.approx(1)


def test_kappa_is_about_0_for_dice_and_its_interval_says_so() -> None:
    rng = random.Random(5)
    inside = 0
    for _round in range(200):
        pairs = Counter((rng.choice(ANSWERS), rng.choice(ANSWERS)) for _pair in range(100))
        found = kappa(pairs)
        inside += found is not None and found.low <= 0 <= found.high
    assert inside >= 180  # 190 expected


def test_kappa_is_as_published() -> None:
    # Two raters of 100 with margins of .6 and .5 who agree on 70 of them: .4 (the textbook's example of 2 x 2).
    found = kappa({("a", "a"): 40, ("a", "b"): 20, ("b", "a"): 10, ("b", "b"): 30})
    assert found is not None
    assert found.kappa == pytest.approx(0.4)


def test_when_everybody_says_the_same_kappa_says_nothing() -> None:
    assert kappa({("allow", "allow"): 30}) is None


@given(SAID)
def test_bins_lose_no_article_and_lie_where_they_say(said: list[Said]) -> None:
    bins = reliability(said)
    assert sum(it.weight for it in bins) == pytest.approx(sum(it.weight for it in said))
    assert all(it.low - 1e-9 <= it.said <= it.high + 1e-9 for it in bins)
    assert len(bins) <= BINS
    assert 0 <= error(bins) <= 1


def test_what_is_said_as_often_as_it_is_true_has_no_error() -> None:
    said = [Said(0.25, was_true=at % 4 == 0) for at in range(400)]
    assert error(reliability(said)) == pytest.approx(0)


def test_an_article_picked_with_a_small_chance_stands_for_many() -> None:
    (bin_,) = reliability([Said(0.05, was_true=False, weight=50), Said(0.06, was_true=True, weight=5)])
    assert bin_.true.value == pytest.approx(5 / 55)


def test_recall_is_told_from_what_was_doubted_and_what_dice_found_among_the_rest() -> None:
    found = recall(Sample(90, 100, 100), Sample(1, 100, 1000))
    assert found is not None
    assert found.value == pytest.approx(90 / (90 + 1 + 9))


def test_the_interval_of_recall_holds_the_truth() -> None:
    rng = random.Random(7)
    inside = 0
    for _round in range(200):  # 1,000 doubted of which 400 are dubious, 20,000 clear of which 200 are: recall 2/3
        doubted = sum(rng.random() < 0.4 for _item in range(200))
        missed = sum(rng.random() < 0.01 for _item in range(400))
        found = recall(Sample(doubted, 200, 1000), Sample(missed, 400, 20_000))
        assert found is not None
        inside += found.low <= 2 / 3 <= found.high
    assert inside >= 190


@pytest.mark.parametrize(
    ("zone", "right", "decisions", "is_demoted"),
    [
        (Zone.HOLD, 95, 100, False),
        (Zone.HOLD, 85, 100, True),  # 85 of 100 may be 77 of 100
        (Zone.HOLD, 850, 1000, False),
        (Zone.HOLD, 0, FEWEST - 1, False),
        (Zone.LIMIT, 71, 100, False),
        (Zone.LIMIT, 65, 100, True),
        (Zone.QUEUE, 1, 1000, False),
    ],
)
def test_a_slice_is_demoted_when_its_lower_bound_falls(
    *, zone: Zone, right: int, decisions: int, is_demoted: bool
) -> None:
    assert bool(demoted({(zone, "topic:health"): (right, decisions)})) == is_demoted
