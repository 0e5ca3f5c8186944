"""What goes before coming back tomorrow: a logistic curve over what a reader's day was like."""

from collections.abc import Sequence

import numpy as np

from ranking.hot.columns import Floats
from ranking.replay.simulation.run import DayLog

RIDGE = 1.0  # of standardised acts: with a hundred days one act cannot claim everything
ROUNDS = 12  # of Newton's method; it stands still after six


def back_tomorrow(days: Sequence[DayLog], *, until: int) -> dict[str, object]:
    """By how much one standard deviation more of each act moves the log-odds of coming again; days before `until`."""
    known = [it for it in days if it.day < until]
    if not known:
        return {"days": 0, "came_again": 0.0, "acts": {}}
    names = list(known[0].acts)
    acts = np.array([[it.acts[name] for name in names] for it in known])
    came = np.array([it.came_again for it in known], dtype=float)
    spread = acts.std(axis=0)
    design = np.column_stack([(acts - acts.mean(axis=0)) / np.where(spread > 0, spread, 1), np.ones(len(acts))])
    theta, errors = _fitted(design, came)
    told = zip(names, theta, errors, strict=False)  # the last of both is the constant
    return {
        "days": len(known),
        "came_again": round(float(came.mean()), 4),
        "acts": {name: {"log_odds": round(float(it), 3), "error": round(float(by), 3)} for name, it, by in told},
    }


def _fitted(design: Floats, came: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their standard errors."""
    theta = np.zeros(design.shape[1])
    ridge = RIDGE * np.eye(design.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-design @ theta))
        curve = (design * (p * (1 - p))[:, None]).T @ design + ridge
        theta = theta - np.linalg.solve(curve, design.T @ (p - came) + ridge @ theta)
    return theta, np.sqrt(np.diag(np.linalg.inv(curve)))
