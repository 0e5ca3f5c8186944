"""A count that fades by halves, kept as one number: log2(count) + time / half-life.

It grows only when something is counted, sorts articles by what is left of their counts at any time, and never runs
over: the number of a count a thousand half-lives later is a thousand higher.
"""

from math import inf, log2
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.floating[Any]]
NEVER = -inf  # nothing was counted


def raised(trend: float, *, amount: float, at_s: float, half_life_s: float) -> float:
    """The trend after `amount` (above 0) was counted at `at_s` seconds, earlier or later than what it holds."""
    new = log2(amount) + at_s / half_life_s
    low, high = (trend, new) if trend < new else (new, trend)
    return high + log2(1 + 2.0 ** (low - high))


def left(trend: Column | float, *, at_s: float, half_life_s: Column | float) -> Column:
    """What is left of the count at `at_s`; 0 of NEVER."""
    return np.asarray(np.exp2(np.asarray(trend) - at_s / half_life_s))
