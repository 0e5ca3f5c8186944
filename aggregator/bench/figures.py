"""Figures that every benchmark prints."""

import resource
from collections.abc import Sequence
from math import ceil

_KIB = 1024


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """The median and the tail, by nearest rank. Raises ValueError when there are no values."""
    if not values:
        raise ValueError("no values")
    ranked = sorted(values)
    return {f"p{share}": ranked[max(0, ceil(len(ranked) * share / 100) - 1)] for share in (50, 95, 99)}


def peak_memory_mb() -> dict[str, float]:
    """The most memory this process, and the largest of its ended children, ever held, in MB."""
    kinds = {"process": resource.RUSAGE_SELF, "children": resource.RUSAGE_CHILDREN}
    return {name: round(resource.getrusage(who).ru_maxrss * _KIB / 1_000_000, 1) for name, who in kinds.items()}
