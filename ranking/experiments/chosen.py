"""The weights of one page: those in force, or those of the arms that its reader and its articles are of."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ranking import params, versions
from ranking.experiments.arms import arm_of
from ranking.models import Arm, Experiment, ValueWeights
from ranking.types import Visit


@dataclass(frozen=True, slots=True)
class Chosen:
    """Weights for the page, their version, the reader's arm ("experiment/arm"), and weights by an article's arm."""

    page: Mapping[str, float]
    version: str
    arm: str = ""
    trial: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)
    by_arm: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, article_ids: Sequence[int]) -> Mapping[str, float | NDArray[np.float64]]:
        """The weights that value these articles: a number each, or a column each where articles are on trial."""
        if not self.trial:
            return self.page
        arms = [self.by_arm.get(arm_of(self.trial, str(it), self.shares), self.page) for it in article_ids]
        return {name: np.array([arm.get(name, 0.0) for arm in arms]) for name in params.WEIGHTS}


@dataclass(frozen=True, slots=True)
class _Offered:
    """What all pages choose from, and when it was read."""

    at: float
    weights: Mapping[str, float]
    version: str
    arms: Sequence[Arm]


_kept: dict[str, _Offered] = {}


def _offered() -> _Offered:
    """The weights in force and the arms that run, a second old at most. Two queries, if any."""
    known = _kept.get("")
    if known is None or time.monotonic() - known.at >= versions.WEIGHTS_KEPT_S:
        weights, version = ValueWeights.objects.in_force(params.WEIGHTS, params.WEIGHTS_VERSION)
        known = _kept[""] = _Offered(time.monotonic(), weights, version, list(Arm.objects.running()))
    return known


def chosen(visit: Visit) -> Chosen:
    """What this page's pieces are weighed with."""
    offered = _offered()
    weights, version, running = offered.weights, offered.version, offered.arms
    readers = [it for it in running if it.experiment.unit == Experiment.Unit.READER]
    articles = [it for it in running if it.experiment.unit == Experiment.Unit.ARTICLE]
    arm = _arm_of(visit, readers)
    if arm is not None and arm.weights is not None:
        weights, version = arm.weights.weights, arm.weights.name
    return Chosen(
        page=weights,
        version=version,
        arm=f"{arm.experiment.name}/{arm.name}" if arm is not None else "",
        trial=articles[0].experiment.name if articles else "",
        shares={it.name: it.share for it in articles},
        by_arm={it.name: it.weights.weights for it in articles if it.weights is not None},
    )


def _arm_of(visit: Visit, arms: Sequence[Arm]) -> Arm | None:
    """The reader's arm; a stranger is hashed by the key of the visit, nobody by nothing."""
    if not arms or (visit.reader_id is None and not visit.visitor):
        return None
    name = arm_of(arms[0].experiment.name, visit.unit, {it.name: it.share for it in arms})
    return next((it for it in arms if it.name == name), None)
