"""What is said in a thread as hashed n-grams: one to three words or marks in a row, letters two to five.

Otherwise than grams.py it keeps small words, endings and marks: "is this true??" is doubt, and "this is true" is none.
No word is stored, here or in the weights.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from moderation.hashing import letters, mixed, slots

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# With 2^17 and 2^18 slots each the figures on doubt differ by .001.
WORD_SLOTS = LETTER_SLOTS = 1 << 16
SLOTS = WORD_SLOTS + LETTER_SLOTS
_LETTERS = (2, 3, 4, 5)  # without two AUROC is .006 lower: "?!", "no"
_IN_A_ROW = 3
_LINK = re.compile(r"https?://\S+|www\.\S+")
_HANDLE = re.compile(r"@\w+")
_TOKEN = re.compile(r"\w+|[?!]+|[^\w\s]")


@lru_cache(maxsize=1 << 10)
def tidy(text: str) -> str:
    """Lower case without handles, spaces single, one name for all links."""
    text = _HANDLE.sub("", _LINK.sub("<url>", text.replace("’", "'").replace("&amp;", "&")))
    return " ".join(text.lower().split())


def counted(texts: Sequence[str]) -> tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]:
    """Rows and slots of every distinct n-gram of the texts, sorted by row, and 1 + log of how often it is there."""
    import numpy as np

    tidied = [tidy(text) for text in texts]
    rows, hashes = letters(tidied, _LETTERS)
    letter_keys = rows * SLOTS + WORD_SLOTS + slots(hashes, LETTER_SLOTS)
    keys, counts = np.unique(np.concatenate([_word_keys(tidied), letter_keys]), return_counts=True)
    return keys // SLOTS, keys % SLOTS, 1 + np.log(counts)


def _word_keys(texts: Sequence[str]) -> "NDArray[np.int64]":
    """The words and marks in a row, as row * SLOTS + slot."""
    import numpy as np

    items: list[int] = []
    rows: list[int] = []
    for row, text in enumerate(texts):
        some = [_hashed(token) for token in _TOKEN.findall(text)]
        items += some
        rows += [row] * len(some)
    hashes, of_row = np.array(items, dtype=np.uint64), np.array(rows, dtype=np.int64)
    run = mixed(np.uint64(1), hashes)
    found = [of_row * SLOTS + slots(run, WORD_SLOTS)]
    for more in range(1, _IN_A_ROW):
        run = mixed(run[:-1], hashes[more:])
        is_whole = of_row[: len(run)] == of_row[more:]
        found.append((of_row[: len(run)] * SLOTS + slots(run, WORD_SLOTS))[is_whole])
    return np.concatenate(found)


@lru_cache(maxsize=1 << 14)
def _hashed(token: str) -> int:
    return crc32(token.encode())
