"""Which heads are in force: the active version, moved by what was learnt since; the priors when anything is wrong.

A page must come whatever became of the model: a version that is missing or broken is logged and passed over.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.db.models import QuerySet

from feeds.compiled import compiled
from feeds.models import ModelVersion
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.heads.tables import Table
from ranking.models import LiveHeads

log = structlog.get_logger(__name__)
KEPT_S = 0.3  # with the .3 s of the learner an act counts for everybody within a second; two queries each time
WEIGHTS_KEPT_S = 1.0  # of the weights and arms (ranking.experiments): an operator changes them, and can wait a second


_active = compiled(  # one, says the database
    lambda: ModelVersion.objects.filter(kind=ModelVersion.Kind.HEADS, is_active=True).values_list("name", "report")
)


@compiled
def _live(anchor: str) -> QuerySet[LiveHeads, Any]:
    return LiveHeads.objects.filter(anchor=anchor).values_list("lessons", "weights", "tables")


class BrokenHeadsError(ValueError):
    """What is stored is no set of heads."""


@dataclass(slots=True)
class _Kept:
    at: float
    heads: Heads


_kept: dict[str, _Kept] = {}


def in_force() -> Heads:
    """The heads of this moment, at most a third of a second old."""
    known = _kept.get("")
    if known is None or time.monotonic() - known.at >= KEPT_S:
        known = _kept[""] = _Kept(time.monotonic(), _read())
    return known.heads


def anchor() -> Heads:
    """The active version as it was published; the priors where there is none, or where it is broken."""
    for name, report in _active():
        try:
            return stored(name, report)
        except BrokenHeadsError as error:
            log.warning("broken heads", version=name, error=str(error))
    return Heads()


def stored(name: str, report: Mapping[str, Any]) -> Heads:
    """The heads of a version. Raises BrokenHeadsError."""
    try:
        weights = shape.from_words(report["heads"], report.get("slots"))
        behind = report.get("squares")
        squares = shape.from_words(behind["heads"], behind["slots"]) if behind else None
        return Heads(name, weights, tables_of(report.get("tables", {})), squares)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenHeadsError(f"{type(error).__name__}: {error}") from error


def tables_of(words: Mapping[str, Any]) -> dict[str, Table]:
    """Calibration tables by head. Raises ValueError or TypeError for what is none."""
    return {name: Table(tuple(map(float, said)), tuple(map(float, true))) for name, (said, true) in words.items()}


def in_words(tables: Mapping[str, Table]) -> dict[str, list[list[float]]]:
    """Tables as they are stored."""
    return {name: [_rounded(it.said), _rounded(it.true)] for name, it in tables.items()}


def _rounded(knots: tuple[float, ...]) -> list[float]:
    return [round(it, 6) for it in knots]


def _read() -> Heads:
    start = anchor()
    for lessons, words, tables in _live(start.version):  # none when nothing was learnt since it came into force
        try:
            weights = shape.from_words(words["heads"], words["slots"])
            return Heads(str(LiveHeads(anchor=start.version, lessons=lessons)), weights, tables_of(tables))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("broken live heads", anchor=start.version, error=f"{type(error).__name__}: {error}")
    return start
