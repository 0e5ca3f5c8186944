"""The night's work: fit the heads anew, judge them on the newest day, publish or say why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from ranking import versions
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.heads.online import evidence, fit_tables
from ranking.training.dataset import OVER, Lessons, lessons
from ranking.training.evaluate import Figures, figures
from ranking.training.fit import fit
from ranking.training.publish import publish

DAYS = 28  # tastes of a month ago are tastes still; more would be mostly articles nobody remembers
NEWEST = timedelta(days=1)
CALIBRATED_ON = timedelta(days=7)  # facts/ranking.md, section 6.5
MOST = 200_000  # rows: 45 numbers are known to the second digit long before; about half a minute
LEAST = 20  # of what a head predicts, on the newest day: fewer cannot tell two heads apart
# Noise of two fits that are equally good, on some thousand views
LOSS_SLACK, AUC_SLACK = 0.001, 0.003


@dataclass(frozen=True, slots=True)
class Refit:
    """New heads with their report; `why` is empty when they may be published, else says why not."""

    heads: Heads
    report: dict[str, Any]
    why: str


def refit(*, now: datetime, days: int = DAYS) -> Refit:
    """Heads from the days before the newest, judged on the newest, then fitted to all of them."""
    before = versions.anchor()
    older = lessons(since=now - timedelta(days=days), until=now - NEWEST, most=MOST)
    newest = lessons(since=now - NEWEST, until=now - OVER, most=MOST)
    name = f"heads-{now:%Y%m%d-%H%M%S}"
    told = _judged(name, older, newest, before)
    report: dict[str, Any] = {
        "rows": len(older),
        "rows_of_the_newest_day": len(newest),
        "from": (now - timedelta(days=days)).isoformat(timespec="seconds"),
        "until": now.isoformat(timespec="seconds"),
        "before": before.version,
        "figures": told[0],
        "figures_before": told[1],
    }
    verdicts = _verdicts(told[0], told[1])
    report["verdicts"] = verdicts
    better = [head for head, verdict in verdicts.items() if not verdict and len(older)]
    why = "" if better else _why_not(verdicts, older, newest)
    data = _all(older, newest)
    weights = _joined(before, data, better)
    squares = evidence(weights, shape.design(data.features, data.slots), data.labels)
    return Refit(Heads(name, weights, _tables(weights, data), squares), report, why)


def refit_and_publish(*, now: datetime, days: int = DAYS) -> Refit:
    """The night's work whole."""
    found = refit(now=now, days=days)
    if not found.why:
        learnt = [head for head, verdict in found.report["verdicts"].items() if not verdict]
        reason = f"Refitted on {found.report['rows']} views; learnt anew: {', '.join(learnt)}."
        publish(found.heads, found.report, reason=reason, now=now)
    return found


def _judged(name: str, older: Lessons, newest: Lessons, before: Heads) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """Figures of new heads and of those in force, on a day that neither was fitted to."""
    weights = fit(older.features, older.slots, older.labels)
    new = Heads(name, weights, _tables(weights, older))
    both = (figures(it, newest.features, newest.slots, newest.labels) for it in (new, before))
    return next(both), next(both)


def _verdicts(new: Mapping[str, Figures], before: Mapping[str, Figures]) -> dict[str, str]:
    """What speaks against each new head; empty when nothing does."""
    found = {}
    for name in shape.NAMES:
        if name not in new or min(new[name]["positives"], new[name]["rows"] - new[name]["positives"]) < LEAST:
            found[name] = f"fewer than {LEAST} cases on the newest day"
        elif new[name]["log_loss"] > before[name]["log_loss"] * (1 + LOSS_SLACK):
            found[name] = f"log-loss {new[name]['log_loss']:.4f}, in force {before[name]['log_loss']:.4f}"
        elif new[name]["auc"] < before[name]["auc"] - AUC_SLACK:
            found[name] = f"AUC {new[name]['auc']:.3f}, in force {before[name]['auc']:.3f}"
        else:
            found[name] = ""
    return found


def _why_not(verdicts: Mapping[str, str], older: Lessons, newest: Lessons) -> str:
    if not len(older) or not len(newest):
        return "There are no pages of the newest day, or none before it, to learn from."
    return "No head is better than the one in force: " + "; ".join(f"{it}: {why}" for it, why in verdicts.items())


def _joined(before: Heads, data: Lessons, better: list[str]) -> shape.Matrix:
    """The better heads fitted to all days, the newest too; the others as they are in force."""
    weights = before.weights.copy()
    if better:
        columns = [shape.NAMES.index(name) for name in better]
        weights[:, columns] = fit(data.features, data.slots, data.labels)[:, columns]
    return weights


def _tables(weights: shape.Matrix, data: Lessons) -> dict[str, Any]:
    return dict(fit_tables(weights, shape.design(data.features, data.slots), data.labels)) if len(data) else {}


def _all(older: Lessons, newest: Lessons) -> Lessons:
    pairs = ((older.features, newest.features), (older.slots, newest.slots), (older.labels, newest.labels))
    return Lessons(*(np.concatenate(pair) for pair in pairs))
