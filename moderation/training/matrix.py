"""Texts as a sparse matrix of hashed n-grams beside a small dense one of tone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moderation.evidence import words
from moderation.grams import SLOTS, grams
from moderation.letters import plain
from moderation.tone import features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 2_000  # texts hashed at once: some 5 MB of keys


@dataclass(frozen=True, slots=True)
class Matrix:
    """`grams`: a scipy CSR matrix of ones. `tone`: the features of moderation/tone.py."""

    grams: Any
    tone: "NDArray[np.float32]"

    def __getitem__(self, rows: "NDArray[np.bool_]") -> "Matrix":
        return Matrix(self.grams[rows], self.tone[rows])


def matrix(texts: Sequence[str], *, slots: int = SLOTS) -> Matrix:
    """As the learned model will read these texts: whole, in plain letters. `slots` may be SLOTS over a power of two."""
    import numpy as np
    from scipy import sparse

    legible = [plain(text) for text in texts]
    parts = []
    for start in range(0, len(legible), BATCH):
        some = legible[start : start + BATCH]
        rows, columns = grams(some)
        ones = np.ones(len(rows), dtype=np.float32)
        part = sparse.csr_matrix((ones, (rows, columns // (SLOTS // slots))), shape=(len(some), slots))
        part.data[:] = 1.0  # two grams in one slot are one
        parts.append(part)
    tone = np.array([features(text, words(text)) for text in legible], dtype=np.float32)
    return Matrix(sparse.vstack(parts).tocsr(), tone)
