"""Who is in which arm: readers are hashed, so that nobody has to remember, and each experiment divides them anew."""

import hashlib

HOLDOUT = "without-exploration"


def place(unit: str, experiment: str) -> float:
    """A number from 0 to under 1 that stays the same for this unit in this experiment and is like a draw elsewhere."""
    digest = hashlib.sha256(f"{experiment}:{unit}".encode()).digest()
    return float(int.from_bytes(digest[:8])) / 2.0**64


def is_held_out(unit: str, *, share: float) -> bool:
    """Whether this reader gets no exploration, so that those who do can be compared with somebody."""
    return place(unit, HOLDOUT) < share
