"""Several orders of the same things -> one. Asks nobody."""

from collections import defaultdict
from collections.abc import Sequence

# Reciprocal rank fusion, as G. V. Cormack, C. L. A. Clarke and S. Büttcher have it: "Reciprocal Rank Fusion outperforms
# Condorcet and individual Rank Learning Methods", SIGIR 2009. The 60 is theirs, too: it keeps the first of one
# list from outweighing what both have found.
K = 60


def fuse(*orders: Sequence[int]) -> list[int]:
    """Everything that is in one of the orders, once: the more of them have it, and the higher up, the earlier.

    A thing is worth the sum of 1 / (K + its place) over the orders that have it, places from 1; of equals the one that
    an earlier order has comes first.
    """
    worth: dict[int, float] = defaultdict(float)
    for order in orders:
        for place, one in enumerate(order, start=1):
            worth[one] += 1 / (K + place)
    return sorted(worth, key=lambda one: -worth[one])  # stable, and dicts keep the order of their making
