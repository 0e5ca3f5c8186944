"""Learn from the moderators' decisions: a new version on top of the base in force, with a report of what it gained."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderation.training.calibrate import ENOUGH, calibrate, errors
from moderation.training.decided import Label, decided, labels
from moderation.training.local import FEWEST, learn_locally, logits_out_of_fold, said
from moderation.training.publish import in_force, is_kept_by_a_person, publish, refusal
from moderation.weights import Weights, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = "A moderator went back to an earlier version; choose this one to let the site go on by itself."
FORM = "kernel\n"  # of the own judge: the same decisions learnt in another way are another version
SEED = 2026  # any; the folds of the figures follow from it
# Figures of the base, which stays as it was.
OF_BASE = ("inside_a_set", "leave_one_set_out", "leave_one_set_out_without_repetitions", "health_gate")
WEEK = timedelta(days=7)
FEWEST_NEW = 10  # decisions of each kind in the newest week: fewer say nothing about it


def improve(*, folder: Path, now: datetime) -> dict[str, Any]:
    """Train on all decisions so far, publish if the newest week holds, and say what came of it.

    Nothing is stored while there are too few decisions, or none since the version in force. Raises OSError and
    WeightsError.
    """
    found = labels()
    dubious = sum(label.dubious for label in found)
    if min(dubious, len(found) - dubious) < FEWEST:
        return {"published": None, "decisions": len(found), "why": f"{FEWEST} decisions of each kind are needed."}
    file, report = in_force()
    base_file = str(report.get("base", file))
    base = load(base_file)
    taught = learn_locally(base, decided(found), seed=SEED)
    weights = replace(taught, name=f"{base.name}+{len(found)}-{_digest(found)}")
    if weights.name == report.get("name"):
        return {"published": None, "decisions": len(found), "why": "No decision is newer than the version in force."}
    said_of_it: dict[str, Any] = {
        "name": weights.name,
        "base": base_file,
        "decisions": len(found),
        "dubious": dubious,
        "random": sum(label.is_random for label in found),
        **{key: report[key] for key in OF_BASE if key in report},
        "newest_week": _newest_week(base, found, now=now),
        "calibration": _calibration(base, found),
    }
    said_of_it["refused"] = refusal(said_of_it, report) or (KEPT if is_kept_by_a_person() else "")
    version = publish(weights, said_of_it, folder, now=now)
    return {**said_of_it, "published": version.weights if version.is_active else None}


def _newest_week(base: Weights, found: list[Label], *, now: datetime) -> dict[str, float] | None:
    """AUROC on the decisions of the last seven days, of what is learnt without them and of the base alone.

    Not of the version in force: it has learnt from some of these very decisions.
    """
    from sklearn.metrics import roc_auc_score

    earlier = [label for label in found if label.decided_at < now - WEEK]
    newest = [label for label in found if label.decided_at >= now - WEEK]
    asked = decided(newest) if newest else None
    if asked is None or min(asked.labels.sum(), (~asked.labels).sum()) < FEWEST_NEW:
        return None
    before = decided(earlier) if earlier else None
    without = learn_locally(base, before, seed=SEED) if before is not None and before.is_enough else base
    measured = {"auroc": without, "auroc_of_base": base}
    return {
        **{key: round(float(roc_auc_score(asked.labels, said(one, asked))), 3) for key, one in measured.items()},
        "decisions": len(newest),
    }


def _calibration(base: Weights, found: list[Label]) -> dict[str, Any] | None:
    """How often it is true what the model says, learnt from decisions on articles that dice picked."""
    import numpy as np

    some = decided(found)
    picked = np.array([label.is_random for label in found])
    if picked.sum() < ENOUGH:
        return None
    logits = logits_out_of_fold(base, some, seed=SEED)[picked]
    truth: NDArray[np.bool_] = some.labels[picked]
    half = np.random.default_rng(SEED).permutation(len(truth)) % 2 == 0
    curve = calibrate(logits[half], truth[half], seed=SEED)
    whole = calibrate(logits, truth, seed=SEED)
    at = np.linspace(-4, 4, 9)
    return {
        "kind": whole.kind,
        "decisions": int(picked.sum()),
        "curve": [[round(float(one), 2), round(float(p), 3)] for one, p in zip(at, whole.p(at), strict=True)],
        **{key: round(value, 3) for key, value in errors(curve.p(logits[~half]), truth[~half], seed=SEED).items()},
    }


def _digest(found: list[Label]) -> str:
    """The same decisions are the same version."""
    said_in = FORM + "".join(
        f"{label.article_id}:{label.dubious:d}:{label.decided_at.isoformat()}\n" for label in found
    )
    return hashlib.sha256(said_in.encode()).hexdigest()[:8]
