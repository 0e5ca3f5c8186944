"""Who is in which arm: readers and articles are hashed, so that nobody has to remember and nobody changes sides."""

import hashlib
from collections.abc import Mapping

HOLDOUT = "without-exploration"


def place(unit: str, experiment: str) -> float:
    """A number in [0, 1) that stays the same for this unit in this experiment and is like a draw elsewhere."""
    digest = hashlib.sha256(f"{experiment}:{unit}".encode()).digest()
    return int.from_bytes(digest[:7]) / 2**56  # 56 bits: a float holds them exactly and never rounds to 1


def arm_of(experiment: str, unit: str, shares: Mapping[str, float]) -> str:
    """The arm of this unit. `shares` are read in their order and add up to 1 at most; empty where none has it."""
    at, edge = place(unit, experiment), 0.0
    for name, share in shares.items():
        edge += share
        if at < edge:
            return name
    return ""


def is_held_out(unit: str, *, share: float) -> bool:
    """Whether this reader gets no exploration, so that those who do can be compared with somebody."""
    return place(unit, HOLDOUT) < share
