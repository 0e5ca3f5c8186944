"""Make the memory of claims: an index of their hashed grams."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from moderation.grams import WORD_SLOTS
from moderation.memory import Memory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A gram in more claims than this tells none apart: 500 and 2,000 gave the same figures, 500 is half as many numbers.
COMMONEST = 500
HEAVIEST = 8.0  # no claim outweighs a decision of the site's own moderators (moderation/training/decided.py)


def remember(grams: Any, labels: "NDArray[np.bool_]", weight: "NDArray[np.float64]") -> Memory:
    """The memory of these claims; `grams` is a CSR matrix as training/matrix.py makes it."""
    import numpy as np
    from scipy import sparse

    words = grams[:, :WORD_SLOTS].tocsr()
    count = words.shape[0]
    seen = np.asarray(words.sum(axis=0)).ravel()
    # what no claim has is the rarest
    rarity = np.where(seen > 0, np.log((1 + count) / np.maximum(1 + seen, 1)), np.log(1 + count)) + 1
    length = np.sqrt(words @ (rarity**2))
    index = (words @ sparse.diags((seen <= COMMONEST).astype(np.float32))).tocsc()
    index.eliminate_zeros()
    index.sort_indices()
    worth = np.minimum(weight, HEAVIEST) * np.where(labels, 1, -1)
    return Memory(
        rarity.astype(np.float32),
        index.indptr.astype(np.int64),
        index.indices.astype(np.uint32),
        np.maximum(length, 1e-9).astype(np.float32),
        worth.astype(np.float32),
    )


def extended(memory: Memory, grams: Any, labels: "NDArray[np.bool_]", weight: "NDArray[np.float64]") -> Memory:
    """The memory with some more claims; how rare a gram is stays as it was learnt."""
    import numpy as np
    from scipy import sparse

    shape = (len(memory.worth), len(memory.rarity))
    known = sparse.csc_matrix((np.ones(len(memory.claims), np.float32), memory.claims, memory.starts), shape=shape)
    words = grams[:, :WORD_SLOTS].tocsr()
    # what was too common to be kept stays out
    least = np.log((1 + shape[0]) / (1 + COMMONEST)) + 1
    index = sparse.vstack([known, words @ sparse.diags((memory.rarity >= least).astype(np.float32))]).tocsc()
    index.eliminate_zeros()
    index.sort_indices()
    worth = np.minimum(weight, HEAVIEST) * np.where(labels, 1, -1)
    length = np.maximum(np.sqrt(words @ (memory.rarity.astype(np.float64) ** 2)), 1e-9)
    return replace(
        memory,
        starts=index.indptr.astype(np.int64),
        claims=index.indices.astype(np.uint32),
        length=np.concatenate([memory.length, length.astype(np.float32)]),
        worth=np.concatenate([memory.worth, worth.astype(np.float32)]),
    )


def recall(memory: Memory, grams: Any) -> tuple["NDArray[np.float64]", "NDArray[np.float64]"]:
    """What the memory says of each row of a matrix, and the likeness of the nearest claim."""
    import numpy as np

    batch = 500  # 500 texts x 16,000 claims are 64 MB
    parts = []
    for start in range(0, grams.shape[0], batch):
        some = grams[start : start + batch].tocoo()
        parts.append(memory.recalled(some.row.astype(np.int64), some.col.astype(np.int64), some.shape[0]))
    if not parts:
        return np.zeros(0), np.zeros(0)
    leans, nearest = zip(*parts, strict=True)
    return np.concatenate(leans), np.concatenate(nearest)
