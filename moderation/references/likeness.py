"""LIKENESS: how alike a checked claim and a sentence are, 0 to 1."""

import math


def likeness(words: float, back: float, meaning: float | None) -> float:
    """The mean of how much of the claim's words the sentence has, how much of the sentence's the claim has, and, twice,
    the cosine of their vectors. Without vectors the cosine of the words stands in: it is lower for other wording.
    """
    known = meaning if meaning is not None else math.sqrt(words * back)
    return max(0.0, min(1.0, (words + back + 2 * known) / 4))
