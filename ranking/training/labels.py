"""What the acts on one page say of each head. Unknown is NaN, never 0."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ranking.heads import shape
from ranking.heads.shape import Matrix

QUICK_BACK_S = 5.0  # facts/ranking.md, section 6.6: back before the first paragraph was read


@dataclass(frozen=True, slots=True)
class Shown:
    """One place of a page and what became of it; `seconds` read, None while nobody told."""

    slot: int
    is_forced: bool = False
    viewed: bool = False
    played: bool = False
    liked: bool = False
    commented: bool = False
    hidden: bool = False
    reported: bool = False
    seconds: float | None = None


def labels(page: Sequence[Shown], *, is_over: bool) -> Matrix:
    """A row for each place, a column for each head. Until the page is over only what was done is known.

    What was never looked at teaches nothing: so a place low on the page is no proof against a piece. What a page has
    no beacon of was looked at down to the lowest place that was opened (skip above, Joachims et al. 2005).
    """
    out = np.full((len(page), len(shape.NAMES)), np.nan)
    has_beacon = any(it.viewed and not it.played for it in page)
    deepest = max((it.slot for it in page if it.played), default=-1)
    for row, it in enumerate(page):
        is_touched = it.played or it.liked or it.commented or it.hidden or it.reported
        looked = is_touched or it.viewed or (not has_beacon and it.slot < deepest)
        acts = {
            "p_play": it.played,
            "p_like": it.liked,
            "p_comment": it.commented,
            "p_hide": it.hidden,
            "p_report": it.reported,
        }
        for name, done in acts.items():
            if done or (looked and is_over):
                out[row, shape.NAMES.index(name)] = float(done)
        if it.played and it.seconds is not None:
            out[row, shape.QUICK_BACK] = float(it.seconds < QUICK_BACK_S)
            out[row, shape.PLAYTIME] = it.seconds
    return out


def places(page: Sequence[Shown]) -> list[int]:
    """The slots, NOWHERE for forced ones: an operator put them there, not their worth."""
    return [shape.NOWHERE if it.is_forced else it.slot for it in page]
