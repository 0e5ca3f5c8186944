"""What many readers' acts add up to: fading counts, co-read pairs and the features made of them."""

import numpy as np
import pytest

from ranking import params
from ranking.counting import pairs, signs
from ranking.counting.trends import NEVER, left, raised

HOUR = 3600.0
DAY = 24 * HOUR


def after(*openings: float, until: float) -> float:
    """What is left of these openings, with a half-life of an hour."""
    trend = NEVER
    for at_s in openings:
        trend = raised(trend, amount=1.0, at_s=at_s, half_life_s=HOUR)
    return float(left(trend, at_s=until, half_life_s=HOUR))


def test_a_count_halves_with_its_half_life() -> None:
    assert after(0.0, 0.0, until=0.0) == pytest.approx(2)
    assert after(0.0, HOUR, until=2 * HOUR) == pytest.approx(0.75)


def test_it_does_not_matter_in_which_order_things_are_counted() -> None:
    assert after(HOUR, 0.0, until=HOUR) == pytest.approx(after(0.0, HOUR, until=HOUR))


def test_a_count_of_years_ago_is_nothing_and_no_error() -> None:
    assert after(0.0, until=10 * 365 * DAY) == 0
    assert float(left(NEVER, at_s=0.0, half_life_s=HOUR)) == 0


def test_the_last_article_counts_most_for_a_pair_and_none_pairs_with_itself() -> None:
    assert pairs.steps([7, 8, 9], 8) == {7: 1, 9: pytest.approx(1 / 3)}


def test_an_article_keeps_a_bounded_number_of_partners_the_strongest() -> None:
    partners: dict[int, float] = {}
    for n in range(5 * params.PARTNERS_KEPT):
        partners = pairs.counted(partners, n, amount=1.0, at_s=0.0)
        partners = pairs.counted(partners, 0, amount=1.0, at_s=0.0)
        assert len(partners) <= 2 * params.PARTNERS_KEPT
    assert 0 in partners


def linked(after: list[float], heats: float = 10.0) -> dict[str, float]:
    """The features of the first of two candidates that are equally hot."""
    found = signs.co_read_signs(
        signs.Links(np.array([after]), np.zeros((1, 2)), np.array([heats])), np.array([[1.0, 2.0, 5.0]] * 2)
    )
    return {name: float(column[0] - column[1]) for name, column in found.items()}


def test_what_is_opened_next_more_often_has_the_larger_features() -> None:
    assert all(value > 0 for value in linked([4.0, 1.0]).values())
    assert all(value == 0 for value in linked([2.0, 2.0]).values())


def test_a_reader_who_opened_nothing_has_no_co_read() -> None:
    found = signs.co_read_signs(signs.no_links(3), np.ones((3, 3)))
    assert {name: column.tolist() for name, column in found.items()} == dict.fromkeys(found, [0.0] * 3)


def test_nothing_known_is_zero() -> None:
    found = {**signs.heat_signs(np.zeros((2, 3))), **signs.co_read_signs(signs.no_links(2), np.zeros((2, 3)))}
    assert all((column == 0).all() for column in found.values())
