"""Numbers for n-grams: the arithmetic that articles (grams) and comments (remarks) share. No word is stored."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MIX = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: Knuth's multiplicative hashing


def mixed(so_far: "NDArray[np.uint64] | np.uint64", item: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """One more item mixed into a hash: numpy wraps at 2^64, as wanted."""
    import numpy as np

    both = (so_far ^ item) * np.uint64(_MIX)
    return np.asarray(both ^ (both >> np.uint64(29)))


def slots(hashes: "NDArray[np.uint64]", count: int) -> "NDArray[np.int64]":
    """The highest bits of each hash, which depend on all of its items, as a number below `count`, a power of two."""
    import numpy as np

    return ((hashes * np.uint64(_MIX)) >> np.uint64(64 - count.bit_length() + 1)).astype(np.int64)


def letters(texts: Sequence[str], lengths: Sequence[int]) -> tuple["NDArray[np.int64]", "NDArray[np.uint64]"]:
    """Row and hash of every run of so many letters; none runs over a space, but it may begin or end with one."""
    import numpy as np

    padded = [f" {text} " for text in texts]
    points = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(padded)), [len(text) for text in padded])
    of_row, hashes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.uint64)]
    for length in lengths:
        count = max(0, len(points) - length + 1)
        run = np.full(count, length, dtype=np.uint64)
        is_whole = rows[:count] == rows[len(rows) - count :]
        for at in range(length):
            run = mixed(run, points[at : at + count])
            if 0 < at < length - 1:
                is_whole &= points[at : at + count] != ord(" ")
        of_row.append(rows[:count][is_whole])
        hashes.append(run[is_whole])
    return np.concatenate(of_row), np.concatenate(hashes)
