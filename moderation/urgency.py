"""URGENCY: which of two articles that wait is looked at first (pure; `querysets.most_urgent` says the same in SQL)."""

import math

from moderation.params import AGE_WEIGHT, AGE_WEIGHT_HOLD, AGE_WEIGHT_SILENT, REACH_UNIT, UNCERTAINTY_WEIGHT
from moderation.types import Triage, Zone


def urgency(
    *,
    concern: float,
    reach: float = 0.0,
    uncertainty: float = 0.0,
    asked: float = 0.0,
    hours: float = 0.0,
    is_held: bool = False,
    is_silent: bool = False,
) -> float:
    """Probability x harm (`concern`) x the logarithm of `reach`, in readers a day, and more the less sure the model is,
    the more people `asked` for it, and with each of the `hours` it waited, slower if it `is_silent`: unread, and
    nothing speaks against it. All but the hours are bounded, so age wins in the end.
    """
    met = 1 + math.log1p(max(0.0, reach) / REACH_UNIT)
    rate = AGE_WEIGHT_HOLD if is_held else AGE_WEIGHT_SILENT if is_silent else AGE_WEIGHT
    return concern * met + UNCERTAINTY_WEIGHT * uncertainty + asked + rate * hours


def at_first(triage: Triage) -> float:
    """The urgency of what has just been judged and nobody has met; 0 of what is clear."""
    if triage.zone is Zone.CLEAR:
        return 0.0
    return urgency(concern=triage.concern, uncertainty=triage.uncertainty, asked=triage.priority)
