"""Readers are divided by hashing: the same every time, evenly, and anew for each experiment."""

import pytest

from ranking import experiments

READERS = [f"reader-{n}" for n in range(20_000)]


def test_a_reader_stays_in_their_place() -> None:
    assert [experiments.place(it, "x") for it in READERS[:9]] == [experiments.place(it, "x") for it in READERS[:9]]


def test_two_in_a_hundred_are_held_out() -> None:
    held = sum(experiments.is_held_out(it, share=0.02) for it in READERS)
    assert held / len(READERS) == pytest.approx(0.02, abs=0.004)
    assert not any(experiments.is_held_out(it, share=0.0) for it in READERS)


def test_two_experiments_divide_readers_independently() -> None:
    both = sum(experiments.place(it, "one") < 0.5 and experiments.place(it, "other") < 0.5 for it in READERS)
    assert both / len(READERS) == pytest.approx(0.25, abs=0.015)
