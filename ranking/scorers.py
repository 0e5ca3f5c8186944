"""SCORES: what the reader would do, as probabilities, from the features and the heads in force."""

from ranking.candidates import Floats
from ranking.heads import shape
from ranking.heads.curves import Heads


def scores(features: Floats, heads: Heads | None = None) -> Floats:
    """The predictions for each row, a column a field of `Scores`, by these heads, or by the priors. Coming straight
    back needs an opening first: P(quick back) is that of both.
    """
    said = (heads or Heads()).as_served(features)
    said[:, shape.QUICK_BACK] *= said[:, shape.PLAY]
    return said
