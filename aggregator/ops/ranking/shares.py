"""What the value of the served pieces is made of; and the weights that would give the shares that are wanted."""

from collections.abc import Mapping
from dataclasses import dataclass

from ranking import params
from ranking.tally import Sums
from ranking.tally.raw import PREDICTED

__all__ = ["PREDICTED", "Share", "as_weighed", "in_all", "predicted", "shares", "weights_for"]


@dataclass(frozen=True, slots=True)
class Share:
    """One term: its mean and what part of all that speaks for a piece it is (negative: of what speaks against)."""

    term: str
    mean: float
    share: float


def shares(sums: Sums) -> list[Share]:
    """Of the personal places, largest first, what speaks against last."""
    cards = sums.of_day.get("cards")
    if not cards:
        return []
    means = {name: it / cards for name, it in sums.terms.items()}
    good = sum(it for it in means.values() if it > 0) or 1.0
    return sorted((Share(name, mean, mean / good) for name, mean in means.items()), key=lambda it: -it.mean)


def predicted(sums: Sums) -> dict[str, float]:
    """The mean of what each predicted term multiplies its weight with, whatever weights a page was served with."""
    cards = sums.of_day.get("cards")
    return {name: sums.predictions.get(name, 0.0) / cards for name in PREDICTED} if cards else {}


def as_weighed(predictions: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """The predicted terms under these weights, as shares of their sum; empty where there is nothing to share."""
    terms = {name: weights.get(name, 0.0) * it for name, it in predictions.items()}
    whole = sum(terms.values())
    return {name: it / whole for name, it in terms.items()} if whole > 0 else {}


def weights_for(
    wanted: Mapping[str, float], predictions: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, float]:
    """Weights under which the predicted terms would have these shares of their sum on the same pieces.

    Weight = wanted share / mean prediction (facts/ranking.md, section 6.6), scaled so that their sum stays what it is.
    A term that predicted nothing keeps its weight: no weight makes something of 0.
    """
    found = dict(weights)
    whole = sum(weights.get(name, 0.0) * it for name, it in predictions.items())
    asked = sum(wanted.get(name, 0.0) for name in PREDICTED)
    if whole <= 0 or asked <= 0:
        return found
    for name, prediction in predictions.items():
        if prediction > 0:
            found[name] = float(f"{wanted.get(name, 0.0) / asked * whole / prediction:.4g}")
    return found


def in_all(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights with every term of the equation, those that are missing at 0."""
    return {name: float(weights.get(name, 0.0)) for name in params.WEIGHTS}
