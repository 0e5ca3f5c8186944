"""What the value of the served pieces is made of; and the weights that would give the shares that are wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ranking import params
from ranking.models import Impression

WEEK = timedelta(days=7)
SAMPLE = 5_000  # the newest of the week: a share is then known to within a point
# Terms that are a prediction times a weight. The others follow from the page, not from what a reader does.
PREDICTED = ("playtime", "play", "like", "comment")


@dataclass(frozen=True, slots=True)
class Share:
    """One term: its mean and what part of all that speaks for a piece it is (negative: of what speaks against)."""

    term: str
    mean: float
    share: float


def sample(now: datetime) -> list[Mapping[str, float]]:
    """The terms of the newest personal places of the week. One query."""
    rows = Impression.objects.filter(slate__served_at__gt=now - WEEK, kind=Impression.Kind.PERSONAL)
    return list(rows.order_by("-pk").values_list("terms", flat=True)[:SAMPLE])


def shares(terms: Sequence[Mapping[str, float]]) -> list[Share]:
    """Largest first, what speaks against last."""
    if not terms:
        return []
    names = {name for row in terms for name in row}
    means = {name: sum(row.get(name, 0.0) for row in terms) / len(terms) for name in names}
    good = sum(it for it in means.values() if it > 0) or 1.0
    return sorted((Share(name, mean, mean / good) for name, mean in means.items()), key=lambda it: -it.mean)


def weights_for(
    wanted: Mapping[str, float], terms: Sequence[Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    """Weights under which the predicted terms would have these shares of their sum on the same pieces.

    Weight = wanted share / mean prediction (facts/ranking.md, section 6.6), scaled so that their sum stays what it is.
    A term that predicted nothing keeps its weight: no weight makes something of 0.
    """
    found = dict(weights)
    if not terms:
        return found
    predicted = {name: sum(row.get(name, 0.0) for row in terms) / len(terms) for name in PREDICTED}
    whole, asked = sum(predicted.values()), sum(wanted.get(name, 0.0) for name in PREDICTED) or 1.0
    for name in PREDICTED:
        if weights.get(name) and predicted[name] > 0:
            prediction = predicted[name] / weights[name]
            found[name] = float(f"{wanted.get(name, 0.0) / asked * whole / prediction:.4g}")
    return found


def in_all(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights with every term of the equation, those that are missing at 0."""
    return {name: float(weights.get(name, 0.0)) for name in params.WEIGHTS}
