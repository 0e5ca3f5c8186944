"""Texts whose topic is known -> the weights of the learned layer.

The fit starts from the prototypes and is drawn back to them (a Gaussian prior): a topic with few texts stays what its
description says. A text that is known by its first level only counts for all its parts together.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.topics.learned import SCALE, Weights
from feeds.topics.taxonomy import FIRST_LEVEL, SLUGS, first_level

if TYPE_CHECKING:
    import numpy as np

# Strength of the pull back to the prototypes, a text. Chosen by the likelihood of left-out texts of ours (five parts).
PULL = 3e-5
STEPS = 300  # of Nesterov's method; later ones move no figure of docs/topics.md


def fit(
    vectors: Sequence[Sequence[float]],
    known: Sequence[str],
    *,
    prototypes: Sequence[Sequence[float]],
    encoder: str,
    wholly: Sequence[bool] | None = None,
    pull: float = PULL,
) -> Weights:
    """Weights for texts of `known` topics. Where `wholly` is False, a first-level topic may mean any of its parts."""
    import numpy as np

    texts = np.c_[np.asarray(vectors, dtype=np.float64), np.ones(len(vectors))]
    meant = _meant(known, wholly if wholly is not None else [True] * len(known))
    prior = np.c_[SCALE * np.asarray(prototypes, dtype=np.float64), np.zeros(len(SLUGS))]
    # The softmax curves at most by a half, times the squared length of a text with its offset, 2.
    step = 1 / (1 + pull)
    rows, ahead, momentum = prior.copy(), prior.copy(), 1.0
    for _ in range(STEPS):
        mass = _softmax(texts @ ahead.T)
        wanted = mass * meant
        wanted /= wanted.sum(axis=1, keepdims=True)
        slope = (mass - wanted).T @ texts / len(texts) + pull * (ahead - prior)
        moved = ahead - step * slope
        faster = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = moved + (momentum - 1) / faster * (moved - rows)
        rows, momentum = moved, faster
    return Weights(encoder, rows[:, :-1].astype(np.float32), rows[:, -1].astype(np.float32))


def _meant(known: Sequence[str], wholly: Sequence[bool]) -> "np.ndarray":
    """For each text the topics that may be meant."""
    import numpy as np

    firsts = {spec.slug for spec in FIRST_LEVEL}
    rows = [
        [slug == name or (not whole and name in firsts and first_level(slug) == name) for slug in SLUGS]
        for name, whole in zip(known, wholly, strict=True)
    ]
    return np.array(rows, dtype=np.float64)


def _softmax(logits: "np.ndarray") -> "np.ndarray":
    import numpy as np

    masses: np.ndarray = np.exp(logits - logits.max(axis=1, keepdims=True))
    masses /= masses.sum(axis=1, keepdims=True)
    return masses
