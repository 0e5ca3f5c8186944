from collections import Counter

from ranking.experiments.arms import arm_of, is_held_out, place

HALVES = {"control": 0.5, "trial": 0.5}


def test_a_unit_is_always_of_the_same_arm() -> None:
    assert len({arm_of("likes", "reader 7", HALVES) for _ in range(5)}) == 1


def test_arms_get_their_shares() -> None:
    dealt = Counter(arm_of("likes", f"reader {i}", {"control": 0.8, "trial": 0.1}) for i in range(20_000))
    assert abs(dealt["control"] / 20_000 - 0.8) < 0.01
    assert abs(dealt[""] / 20_000 - 0.1) < 0.01


def test_two_experiments_deal_independently() -> None:
    both = Counter(
        (arm_of("likes", f"reader {i}", HALVES), arm_of("hides", f"reader {i}", HALVES)) for i in range(20_000)
    )
    assert all(abs(n / 20_000 - 0.25) < 0.01 for n in both.values())


def test_a_share_lies_between_nought_and_one() -> None:
    assert all(0 <= place(str(i), "likes") < 1 for i in range(1_000))


def test_two_readers_in_a_hundred_are_held_out_of_exploration() -> None:
    held = sum(is_held_out(f"reader-{i}", share=0.02) for i in range(20_000))
    assert abs(held / 20_000 - 0.02) < 0.004
    assert not any(is_held_out(f"reader-{i}", share=0.0) for i in range(20_000))
