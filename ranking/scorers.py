"""SCORES: what the reader would do, as probabilities, from the features and the heads in force."""

from collections.abc import Sequence

from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.types import Features, Scores


def scores(features: Sequence[Features], heads: Heads | None = None) -> list[Scores]:
    """The predictions for each row, in its order, by these heads, or by the priors. Coming straight back needs an
    opening first: P(quick back) is that of both.
    """
    if not features:
        return []
    said = (heads or Heads()).as_served([row.values for row in features])
    said[:, shape.QUICK_BACK] *= said[:, shape.PLAY]
    return [Scores(*row) for row in said.tolist()]
