"""Estimates from propensities, where the truth is known because the test made it."""

import csv
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.replay import bandit, offpolicy

RATES = np.array([0.02, 0.05, 0.10, 0.30])
LOGGED = np.array([0.55, 0.25, 0.15, 0.05])
WANTED = np.array([0.05, 0.15, 0.25, 0.55])
TRUTH = float(RATES @ WANTED)


def log(seed: int, rows: int = 1000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rewards, weights and choices of a policy that prefers what is clicked least."""
    rng = np.random.default_rng(seed)
    choice = rng.choice(4, size=rows, p=LOGGED)
    return (rng.random(rows) < RATES[choice]).astype(float), WANTED[choice] / LOGGED[choice], choice


def estimates(seed: int) -> dict[str, offpolicy.Estimate]:
    reward, weight, choice = log(seed)
    rng, nowhere = np.random.default_rng(seed), np.zeros(len(choice), dtype=int)
    model = offpolicy.reward_model(reward, choice, nowhere, actions=4, contexts=1)
    halves = np.arange(len(choice)) % 2
    return {
        "ips": offpolicy.ips(reward, weight, rng=rng),
        "snips": offpolicy.snips(reward, weight, rng=rng),
        "dr": offpolicy.dr(
            reward,
            weight,
            predicted=model[halves, 0, choice],
            expected=(model[halves, 0] * WANTED).sum(axis=1),
            rng=rng,
        ),
    }


def test_the_interval_of_each_estimator_holds_the_truth_nine_times_in_ten() -> None:
    many = [estimates(seed) for seed in range(20)]
    for name in ("ips", "snips", "dr"):
        assert sum(it[name].holds(TRUTH) for it in many) >= 17
        assert np.mean([it[name].value for it in many]) == pytest.approx(TRUTH, abs=0.02)


def test_the_doubly_robust_estimate_is_narrower_than_plain_weighting() -> None:
    many = [estimates(seed) for seed in range(5)]
    assert all(it["dr"].high - it["dr"].low < it["ips"].high - it["ips"].low for it in many)


@given(st.lists(st.floats(0.01, 200), min_size=1, max_size=50))
def test_an_effective_size_is_between_one_and_the_rows(weights: list[float]) -> None:
    size = offpolicy.effective_size(np.array(weights))
    assert 1 - 1e-9 <= size <= len(weights) + 1e-6


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0.01, 200)), min_size=2, max_size=40))
@settings(max_examples=20, deadline=None)
def test_a_self_normalised_estimate_stays_among_the_rewards(rows: list[tuple[int, float]]) -> None:
    reward, weight = np.array(rows, dtype=float).T
    found = offpolicy.snips(reward, weight, rng=np.random.default_rng(1))
    assert 0 <= found.low <= found.high <= 1
    assert 0 <= found.value <= 1


def test_rows_of_one_reader_are_resampled_together() -> None:
    reward = np.repeat([0.0, 1.0], 500)
    alone = offpolicy.mean(reward, rng=np.random.default_rng(1))
    two_readers = offpolicy.mean(reward, rng=np.random.default_rng(1), groups=np.repeat([0, 1], 500))
    assert two_readers.high - two_readers.low > 5 * (alone.high - alone.low)


def test_a_difference_of_two_arms_holds_what_lies_between_them() -> None:
    rng = np.random.default_rng(3)
    ones = np.ones(2000)
    found = offpolicy.difference(
        ((rng.random(2000) < 0.3).astype(float), ones), ((rng.random(2000) < 0.2).astype(float), ones), rng=rng
    )
    assert found.holds(0.1)
    assert found.low > 0


def test_an_empty_log_says_nothing() -> None:
    assert offpolicy.mean(np.array([]), rng=np.random.default_rng(1)) == offpolicy.Estimate(0.0, 0.0, 0.0, 0.0)


def write(folder: Path, policy: str, chances: np.ndarray, *, seed: int) -> None:
    rng = np.random.default_rng(seed)
    choice = rng.choice(4, size=3000, p=chances)
    clicks = rng.random(3000) < RATES[choice]
    file = folder / policy / "all" / "all.csv"
    file.parent.mkdir(parents=True)
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["", *bandit.COLUMNS])
        rows.writerows(
            [n, a, n % 3 + 1, int(c), chances[a]] for n, (a, c) in enumerate(zip(choice, clicks, strict=True))
        )


def test_two_policies_are_estimated_from_each_others_logs(tmp_path: Path) -> None:
    write(tmp_path, "careful", LOGGED, seed=1)
    write(tmp_path, "bold", WANTED, seed=2)
    found = {(it.logged, it.target): it for it in bandit.compare(tmp_path, rng=np.random.default_rng(0))}
    assert found["careful", "bold"].snips.holds(TRUTH)
    assert found["careful", "bold"].dr.holds(TRUTH)
    assert found["bold", "careful"].snips.holds(float(RATES @ LOGGED))


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "item_id,position,click,propensity_score\n1,1,0,0\n", "", "\x00"], ids=repr
)
def test_what_is_no_log_is_refused_with_a_sentence(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p" / "c" / "c.csv"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with pytest.raises(SystemExit) as end:
        call_command("estimate_policy", "--data", str(tmp_path), "--json")
    assert end.value.code == 2
    assert str(file) in capsys.readouterr().out


def test_the_numbers_of_readers_cost_nothing_only_how_many_there_are() -> None:
    reward, _weight, _choice = log(1, rows=60)
    few = np.repeat(np.arange(20), 3)
    near, far = (offpolicy.mean(reward, rng=np.random.default_rng(0), groups=groups) for groups in (few, few * 250))
    assert near == far


def test_few_groups_get_a_wider_interval() -> None:
    tails = [offpolicy.tail_of(groups) for groups in (5, 10, 24, 10_000)]
    assert tails == sorted(tails)
    assert tails[1] == pytest.approx(0.0086, abs=0.0005)  # Student's t with 9: 2.262 x (10/9)^.5 standard errors
    assert tails[-1] == pytest.approx(offpolicy.TAIL, rel=0.01)
