import numpy as np

from ranking.experiments.sequential import Sample, compare, is_lopsided, sample


def test_too_few_units_say_nothing() -> None:
    assert compare(Sample(29, 1.0, 0.1), Sample(500, 2.0, 0.1)) is None


def test_units_that_do_not_vary_say_nothing() -> None:
    assert compare(sample([1.0] * 50), sample([1.0] * 50)) is None


def test_a_large_difference_is_found() -> None:
    rng = np.random.default_rng(1)
    found = compare(sample(rng.normal(1, 0.3, 800).tolist()), sample(rng.normal(1.2, 0.3, 800).tolist()))
    assert found is not None
    assert found.low > 0
    assert found.p < 0.001


def test_what_only_the_treatment_did_is_found() -> None:
    found = compare(sample([0.0] * 800), sample([0.3, 0.4] * 400))
    assert found is not None
    assert found.low > 0


def test_looking_every_day_at_equal_arms_seldom_cries_wolf() -> None:
    rng = np.random.default_rng(2)
    alarms = 0
    for _ in range(200):
        ours, theirs = rng.normal(1, 0.5, (2, 2_000))
        looks = [compare(sample(ours[:n].tolist()), sample(theirs[:n].tolist())) for n in range(100, 2_001, 100)]
        alarms += any(it is not None and it.p < 0.05 for it in looks)
    assert alarms <= 10  # 5 % of 200 at most, over all twenty looks


def test_the_interval_agrees_with_the_p_value() -> None:
    rng = np.random.default_rng(3)
    for shift in np.linspace(0, 0.1, 12):
        found = compare(sample(rng.normal(1, 0.3, 500).tolist()), sample(rng.normal(1 + shift, 0.3, 500).tolist()))
        assert found is not None
        assert (found.p < 0.05) == (found.low > 0 or found.high < 0)


def test_an_arm_that_lost_readers_is_noticed() -> None:
    assert is_lopsided([5_000, 4_600], [0.5, 0.5])
    assert not is_lopsided([5_000, 4_950], [0.5, 0.5])
