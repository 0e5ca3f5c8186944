"""How often it is true what the assessment says: learnt from what dice picked, each weighed by 1 / its chance.

The probability is the one that was said before anybody decided, by whichever version was in force then, rules included.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from moderation.measures.reliability import Said, calibrated, error, reliability
from moderation.models import Calibration, Decision
from moderation.querysets import DecisionQuerySet
from moderation.training.calibrate import ENOUGH, calibrate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DUBIOUS = (Decision.Reason.UNPROVEN_CURE, Decision.Reason.DANGEROUS_ADVICE, Decision.Reason.FALSE_CLAIM)
LATELY = timedelta(days=90)  # a quarter: older versions spoke of other weeks
NEWEST = 5_000  # decisions: a bin of a tenth of them is known to .02
FEWEST = 10  # of each kind: of fewer even the share of dubious ones is a guess
SEED = 2026  # any; the halves follow from it
_STEP = 0.25  # of log-odds, between the points of the curve
_FURTHEST = 6.0  # log-odds: beyond .998 nothing is said


def said(now: datetime) -> list[Said]:
    """What was said of articles that dice picked, and a moderator's last word on these very words; newest first."""
    made = Decision.objects.filter(
        moderator__isnull=False,
        item__is_random=True,
        item__second_of=None,
        item__p_dubious__isnull=False,
        created_at__gt=now - LATELY,
        created_at__lte=now,
    )
    rows = made.order_by("-created_at", "-pk").values_list("item__p_dubious", Subquery(_last_word()), "item__chance")[
        :NEWEST
    ]
    return [Said(p, reason in DUBIOUS, 1 / chance) for p, reason, chance in rows if p is not None and chance]


def _last_word() -> DecisionQuerySet:
    """A correction and a granted appeal replace what was decided first."""
    same = {"article": OuterRef("article"), "content_hash": OuterRef("content_hash")}
    return Decision.objects.filter(moderator__isnull=False, **same).newest().values("reason")[:1]  # type: ignore[return-value]


def learn_truth(*, now: datetime) -> Calibration | None:
    """A new calibration, unless there are too few decisions or none since the last one."""
    import numpy as np

    some = said(now)
    dubious = sum(it.was_true for it in some)
    if len(some) < ENOUGH or min(dubious, len(some) - dubious) < FEWEST:
        return None
    last = Calibration.objects.order_by("-created_at", "-pk").values_list("report", flat=True).first()
    key = sum(it.weight for it in some)
    if last is not None and (last["decisions"], last["articles"]) == (len(some), key):
        return None
    half = np.random.default_rng(SEED).permutation(len(some)) % 2 == 0
    _kind, curve = _fitted([it for it, is_in in zip(some, half, strict=True) if is_in])
    unseen = [it for it, is_in in zip(some, half, strict=True) if not is_in]
    report: dict[str, Any] = {
        "decisions": len(some),
        "articles": key,
        "dubious": dubious,
        "error_before": round(error(reliability(unseen)), 4),
        "error": round(error(reliability([Said(calibrated(it.p, curve), it.was_true, it.weight) for it in unseen])), 4),
    }
    kind, curve = _fitted(some)
    return Calibration.objects.create(kind=kind, decisions=len(some), curve=curve, report=report, created_at=now)


def _fitted(some: list[Said]) -> tuple[str, list[tuple[float, float]]]:
    import numpy as np

    weights = np.array([it.weight for it in some])
    found = calibrate(
        _log_odds(np.array([it.p for it in some])),
        np.array([it.was_true for it in some]),
        seed=SEED,
        weights=weights / weights.mean(),
    )
    at = np.arange(-_FURTHEST, _FURTHEST + _STEP, _STEP)
    pairs = zip(1 / (1 + np.exp(-at)), found.p(at), strict=True)
    return found.kind, [(round(float(p), 5), round(float(true), 5)) for p, true in pairs]


def _log_odds(p: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    inside = np.clip(p, 1 / (1 + np.exp(_FURTHEST)), 1 / (1 + np.exp(-_FURTHEST)))
    return np.asarray(np.log(inside / (1 - inside)))
