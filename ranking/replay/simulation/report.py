"""The simulation as a whole: two sites with the same readers, twin worlds between, and the goals."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from math import hypot
from multiprocessing import get_context
from typing import Any

import django
import numpy as np

from ranking.replay.growth import Growth
from ranking.replay.offpolicy import Estimate
from ranking.replay.simulation import growth, habits, learning, people, variety
from ranking.replay.simulation.corpus import START, Corpus, Texts, appear
from ranking.replay.simulation.growth import Pair, Truth
from ranking.replay.simulation.run import PageLog, Run, started

EPOCHS = 3  # moments at which the world is split for the truth of growth
GOALS = {"cost": 0.03, "topics": 4, "ece": 0.02}
SETTLING = 1 / 3  # of the days: predictions are judged after them, when the heads have met the readers
SMALL = 300  # reader-days that are not worth a second process


def simulate(stock: Texts, *, readers: int, days: int, seed: int) -> dict[str, Any]:
    """Everything `manage.py simulate --json` prints. The same seed gives the same figures."""
    arms: list[Callable[..., dict[str, Any]]] = [exploring, plain]
    asked = {"readers": readers, "days": days, "seed": seed}
    if readers * days <= SMALL:
        found, other = (arm(stock, **asked) for arm in arms)
    else:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=django.setup) as pool:
            found, other = (it.result() for it in [pool.submit(arm, stock, **asked) for arm in arms])
    found["cost"] |= {"clicks_without": other["clicks"], **learning.lost(found.pop("a_page"), other["a_page"])}
    found["discoverable_without"], found["variety_without"] = other["discoverable"], other["variety"]
    return {**asked, "topics": list(stock.names), **found, "goals": goals(found)}


def exploring(stock: Texts, *, readers: int, days: int, seed: int) -> dict[str, Any]:
    """The figures of the site with explored places, and the twin worlds."""
    run, corpus = _begin(stock, readers=readers, days=days, seed=seed, explores=True)
    window = min(growth.WINDOW, timedelta(days=max(1, days // 3)))
    splits = {max(1, (days - window.days) * (n + 1) // (EPOCHS + 1)) for n in range(EPOCHS)}
    logs: list[PageLog] = []
    pairs: list[Pair] = []
    for number in range(days):
        if number in splits:
            pairs += growth.twins(run, day=number, window=window)
        logs += run.day(number)
    steps = learning.curve(logs)
    end = START + timedelta(days=days)
    late = [it for it in logs if it.at >= START + timedelta(days=days * SETTLING)]
    return {
        "pages": len(logs),
        "learning": {"curve": steps, "clicks_until_known": learning.clicks_until_known(steps)},
        "regret": learning.regret(logs),
        "auc": learning.auc(logs),
        "growth": grown(
            growth.estimate(logs, until=end, window=window, seed=seed),
            growth.truth(pairs, logs, seed=seed),
            window_days=window.days,
        ),
        "cost": learning.cost(logs),
        "a_page": learning.a_page(logs),
        "discoverable": variety.discoverable(logs, corpus),
        "variety": variety.pages(logs, corpus),
        "calibration": learning.calibration(late),
        "back_tomorrow": habits.back_tomorrow(run.days, until=days - 1),
    }


def plain(stock: Texts, *, readers: int, days: int, seed: int) -> dict[str, Any]:
    """The same readers on a site without any exploration."""
    run, corpus = _begin(stock, readers=readers, days=days, seed=seed, explores=False)
    logs = [log for number in range(days) for log in run.day(number)]
    return {
        "clicks": learning.clicks(logs),
        "a_page": learning.a_page(logs),
        "discoverable": variety.discoverable(logs, corpus),
        "variety": variety.pages(logs, corpus),
    }


def goals(found: dict[str, Any]) -> dict[str, bool]:
    """Which of the goals are met."""
    return {
        "cost_at_most_3_percent": found["cost"]["at_once"] <= GOALS["cost"],
        "growth_within_its_interval": found["growth"]["holds_truth"],
        "no_page_under_4_topics": found["variety"]["least_topics"] >= GOALS["topics"],
        "ece_at_most_2_percent": all(it["ece"] <= GOALS["ece"] for it in found["calibration"].values()),
    }


def _begin(stock: Texts, *, readers: int, days: int, seed: int, explores: bool) -> tuple[Run, Corpus]:
    corpus = appear(stock, days=days + growth.WINDOW.days, rng=np.random.default_rng([seed, 0]))
    return started(corpus, people.draw(readers, stock, corpus, seed=seed), seed=seed, explores=explores), corpus


def grown(found: Growth, true: Truth, *, window_days: int) -> dict[str, Any]:
    """What one showing adds to click rate and clicks of its topic within the window: estimated and true.

    `interval_holds_truth`: the estimate's interval holds the mean of the twin worlds as if that were certain.
    `holds_truth`: the two differ by no more than both intervals together allow, for the twins are a sample as well.
    """
    return {
        "window_days": window_days,
        "units": found.units,
        "shown": found.shown,
        "effective_units": round(found.rate.ess, 1),
        "rate": _beside(found.rate, true.rate) | {"without": round(found.base_rate, 4)},
        "clicks": _beside(found.clicks, true.clicks) | {"without": round(found.base_clicks, 4)},
        "everybody": _told(found.everybody) | {"effective_units": round(found.everybody.ess, 1)},
        "twins": true.pairs,
        "holds_truth": found.shown > 0 and _agree(found.rate, true.rate),  # nothing seen shows nothing
    }


def _beside(it: Estimate, true: Estimate) -> dict[str, Any]:
    known = {f"truth_{name}" if name != "estimate" else "truth": value for name, value in _told(true).items()}
    return {**_told(it), **known, "interval_holds_truth": it.holds(true.value), "agree": _agree(it, true)}


def _agree(it: Estimate, true: Estimate) -> bool:
    """Whether the difference is within both errors; a side that knows nothing (-1 to 1) does not agree to anything."""
    if it.ess <= 0 or true.ess <= 0:
        return False
    apart = it.value - true.value
    halves = (it.high - it.value, true.value - true.low) if apart < 0 else (it.value - it.low, true.high - true.value)
    return abs(apart) <= hypot(*halves)


def _told(it: Estimate) -> dict[str, Any]:
    return {"estimate": round(it.value, 5), "interval": [round(it.low, 5), round(it.high, 5)]}
