"""What the acts on a page say of each head; what nobody looked at says nothing."""

import numpy as np

from ranking.heads import shape
from ranking.training.labels import Shown, labels, places

LIKE = shape.NAMES.index("p_like")


def test_a_piece_that_was_looked_at_and_not_opened_is_a_miss_once_the_page_is_over() -> None:
    page = [Shown(0, viewed=True), Shown(1, viewed=True, played=True)]
    assert labels(page, is_over=True)[:, shape.PLAY].tolist() == [0.0, 1.0]
    assert np.isnan(labels(page, is_over=False)[0]).all()


def test_what_was_never_looked_at_teaches_nothing() -> None:
    page = [Shown(0, viewed=True), Shown(7)]
    assert np.isnan(labels(page, is_over=True)[1]).all()


def test_an_opening_counts_before_the_page_is_over() -> None:
    (row,) = labels([Shown(0, viewed=True, played=True)], is_over=False)
    assert row[shape.PLAY] == 1.0
    assert np.isnan(row[LIKE])


def test_without_a_beacon_the_places_above_the_lowest_opening_were_looked_at() -> None:
    page = [Shown(0), Shown(1, viewed=True, played=True), Shown(2)]
    told = labels(page, is_over=True)[:, shape.PLAY]
    assert told[:2].tolist() == [0.0, 1.0]
    assert np.isnan(told[2])


def test_who_comes_straight_back_did_so_and_read_that_long() -> None:
    page = [Shown(0, played=True, seconds=3), Shown(1, played=True, seconds=40), Shown(2, played=True)]
    told = labels(page, is_over=True)
    assert told[:2, shape.QUICK_BACK].tolist() == [1.0, 0.0]
    assert told[:2, shape.PLAYTIME].tolist() == [3, 40]
    assert np.isnan(told[2, [shape.QUICK_BACK, shape.PLAYTIME]]).all()


def test_a_forced_place_teaches_nothing_of_places() -> None:
    assert places([Shown(0), Shown(1, is_forced=True)]) == [0, shape.NOWHERE]
