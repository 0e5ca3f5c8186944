"""A vector -> how probable each topic is: one multinomial logistic layer on the vectors of the encoder.

One softmax over all topics of both levels. Mass on a topic of the first level means "this, and none of its parts", so
the probability of a first-level topic is its own mass and that of its parts, and the two levels never contradict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.topics.taxonomy import SLUGS, first_level

if TYPE_CHECKING:
    import numpy as np

FILE = Path(__file__).resolve().parents[1] / "weights" / "topics.npz"
# Of the softmax over cosines when nothing was learned: cosines to prototypes lie within .0 to .6, so a lead of .1
# makes a topic e times as probable.
SCALE = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A row a topic in the order of SLUGS, its offset, and the encoder whose vectors they are for."""

    encoder: str
    rows: "np.ndarray"
    offsets: "np.ndarray"


@lru_cache(maxsize=1)
def load(file: Path = FILE) -> Weights:
    """The weights that came with the code. Raises ValueError when they are of another list of topics."""
    import numpy as np  # a worker's business: the web process names topics without it

    with np.load(file, allow_pickle=False) as kept:
        if tuple(kept["slugs"].tolist()) != SLUGS:
            raise ValueError(f"{file} is of another list of topics; make it anew: manage.py train_topics --publish")
        return Weights(str(kept["encoder"]), kept["rows"].astype(np.float32), kept["offsets"].astype(np.float32))


def save(weights: Weights, file: Path = FILE) -> None:
    """Write the weights where `load` finds them."""
    import numpy as np

    # Half precision: the third digit of a weight moves no probability by a thousandth.
    rows, offsets = weights.rows.astype(np.float16), weights.offsets.astype(np.float16)
    file.parent.mkdir(exist_ok=True)
    np.savez_compressed(file, slugs=np.array(SLUGS), encoder=np.array(weights.encoder), rows=rows, offsets=offsets)


def untrained(prototypes: "Sequence[Sequence[float]] | np.ndarray", *, encoder: str) -> Weights:
    """What is known of a topic from its prototype alone, for an encoder that nothing was fitted to."""
    import numpy as np

    rows = SCALE * np.asarray(prototypes, dtype=np.float32)
    return Weights(encoder, rows, np.zeros(len(rows), dtype=np.float32))


def guess(vectors: Sequence[Sequence[float]], weights: Weights) -> list[Mapping[str, float]]:
    """For each normalised vector the probability of every topic, first-level ones with their parts."""
    import numpy as np

    if not len(vectors):
        return []
    logits = np.asarray(vectors, dtype=np.float32) @ weights.rows.T + weights.offsets
    masses = np.exp(logits - logits.max(axis=1, keepdims=True))
    masses /= masses.sum(axis=1, keepdims=True)
    return [_with_parts(dict(zip(SLUGS, row, strict=True))) for row in masses.tolist()]


def _with_parts(masses: Mapping[str, float]) -> Mapping[str, float]:
    whole = dict(masses)
    for slug, mass in masses.items():
        if first_level(slug) != slug:
            whole[first_level(slug)] += mass
    return whole
