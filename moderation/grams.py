"""Text as hashed n-grams: words one to three, letters three to five. No word is stored, in memory or in the weights.

The same lines make the matrix of training and the scores of reading: numpy hashes half a MB of text a second.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_SLOTS = LETTER_SLOTS = 1 << 18
SLOTS = WORD_SLOTS + LETTER_SLOTS
_WORDS, _LETTERS = (1, 2, 3), (3, 4, 5)
_LINK = re.compile(r"https?://\S+|www\.\S+|\??<url>|@\w+")
# One name for the pandemic: the sets call it differently, and a name is no sign of doubt.
_PANDEMIC = re.compile(r"\b(?:covid[\w-]*(?:\s?19)?|2019.?ncov|ncov\w*|corona ?virus\w*|sars.cov.2|corona)\b")
_NUMBER = re.compile(r"\d[\d,.]*")
_TOKEN = re.compile(r"[a-z][a-z']*|0|[!?]")
_MIX = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: Knuth's multiplicative hashing


def tidy(text: str) -> str:
    """Lower case without links, handles and figures, spaces single, one name for the pandemic."""
    text = _LINK.sub(" ", text.replace("’", "'").replace("&amp;", "&").lower()).replace("#", " ")
    return " ".join(_NUMBER.sub("0", _PANDEMIC.sub("virusx", text)).split())


def grams(texts: Sequence[str]) -> tuple["NDArray[np.int64]", "NDArray[np.int64]"]:
    """Rows and slots of every distinct n-gram of the texts, sorted by row."""
    import numpy as np  # 20 ms to load: not in the web process before something is assessed

    tidied = [tidy(text) for text in texts]
    keys = np.concatenate([_word_keys(tidied), _letter_keys(tidied)])
    keys = np.unique(keys)
    return keys // SLOTS, keys % SLOTS


def _word_keys(texts: Sequence[str]) -> "NDArray[np.int64]":
    """The word n-grams, as row * SLOTS + slot."""
    import numpy as np

    hashes: list[int] = []
    rows: list[int] = []
    for row, text in enumerate(texts):
        tokens = [crc32(token.encode()) for token in _TOKEN.findall(text)]
        hashes += tokens
        rows += [row] * len(tokens)
    return _keys(np.array(hashes, dtype=np.uint64), np.array(rows, dtype=np.int64), _WORDS, WORD_SLOTS)


def _letter_keys(texts: Sequence[str]) -> "NDArray[np.int64]":
    """The letter n-grams, as row * SLOTS + slot; none runs over a space, but it may begin or end with one."""
    import numpy as np

    padded = [f" {text} " for text in texts]
    points = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(padded)), [len(text) for text in padded])
    return _keys(points, rows, _LETTERS, LETTER_SLOTS, offset=WORD_SLOTS, gap=ord(" "))


def _keys(
    items: "NDArray[np.uint64]",
    rows: "NDArray[np.int64]",
    lengths: Sequence[int],
    slots: int,
    *,
    offset: int = 0,
    gap: int | None = None,
) -> "NDArray[np.int64]":
    import numpy as np

    found = [np.zeros(0, dtype=np.int64)]
    shift = np.uint64(64 - slots.bit_length() + 1)
    for length in lengths:
        count = len(items) - length + 1
        if count <= 0:
            continue
        mixed = np.full(count, length, dtype=np.uint64)
        is_whole = rows[:count] == rows[length - 1 :]
        for at in range(length):
            mixed = (mixed ^ items[at : at + count]) * np.uint64(_MIX)
            mixed ^= mixed >> np.uint64(29)
            if gap is not None and 0 < at < length - 1:
                is_whole &= items[at : at + count] != gap
        slot = ((mixed * np.uint64(_MIX)) >> shift).astype(np.int64)
        found.append((rows[:count] * SLOTS + offset + slot)[is_whole])
    return np.concatenate(found)
