"""Text as hashed grams: stems alone and in pairs, letters three to five. No word is stored, here or in the weights.

The same lines make the matrix of training and the scores of reading: numpy hashes half a MB of text a second.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from moderation.hashing import letters, mixed, slots
from moderation.lexicon.common import COMMON, ENDINGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_SLOTS = LETTER_SLOTS = 1 << 18
SLOTS = WORD_SLOTS + LETTER_SLOTS
# Words that stand up to this far apart make a pair, whichever comes first: "cures cancer", "cancer is cured by". On
# sets left out stems and pairs gave .669 / .758 where one to three words in a row gave .668 / .752.
_WINDOW = 4
_LETTERS = (3, 4, 5)
_LINK = re.compile(r"https?://\S+|www\.\S+|\??<url>|@\w+")
# One name for the pandemic: the sets call it differently, and a name is no sign of doubt.
_PANDEMIC = re.compile(r"\b(?:covid[\w-]*(?:\s?19)?|2019.?ncov|ncov\w*|corona ?virus\w*|sars.cov.2|corona)\b")
_NUMBER = re.compile(r"\d[\d,.]*")
_TOKEN = re.compile(r"[a-z][a-z']*|0")
_SHORTEST_STEM = 4  # "rices" is rice, "uses" is not us


def tidy(text: str) -> str:
    """Lower case without links, handles and figures, spaces single, one name for the pandemic."""
    text = _LINK.sub(" ", text.replace("’", "'").replace("&amp;", "&").lower()).replace("#", " ")
    return " ".join(_NUMBER.sub("0", _PANDEMIC.sub("virusx", text)).split())


def grams(texts: Sequence[str]) -> tuple["NDArray[np.int64]", "NDArray[np.int64]"]:
    """Rows and slots of every distinct n-gram of the texts, sorted by row."""
    import numpy as np  # 20 ms to load: not in the web process before something is assessed

    tidied = [tidy(text) for text in texts]
    rows, hashes = letters(tidied, _LETTERS)
    letter_keys = rows * SLOTS + WORD_SLOTS + slots(hashes, LETTER_SLOTS)
    keys = np.sort(np.concatenate([_word_keys(tidied), letter_keys]))
    is_first = np.ones(len(keys), dtype=bool)  # np.unique says the same in ten times the time
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    keys = keys[is_first]
    return keys // SLOTS, keys % SLOTS


def _word_keys(texts: Sequence[str]) -> "NDArray[np.int64]":
    """The stems, alone and in pairs, as row * SLOTS + slot."""
    import numpy as np

    hashes: list[int] = []
    rows: list[int] = []
    for row, text in enumerate(texts):
        some = [hashed for token in _TOKEN.findall(text) if (hashed := _hashed(token))]
        hashes += some
        rows += [row] * len(some)
    items, of_row = np.array(hashes, dtype=np.uint64), np.array(rows, dtype=np.int64)
    found = [of_row * SLOTS + slots(mixed(np.uint64(1), items), WORD_SLOTS)]
    for apart in range(1, _WINDOW + 1):
        one, other = items[:-apart], items[apart:]
        both = mixed(mixed(np.uint64(2), np.minimum(one, other)), np.maximum(one, other))
        is_whole = of_row[:-apart] == of_row[apart:]
        found.append((of_row[:-apart] * SLOTS + slots(both, WORD_SLOTS))[is_whole])
    return np.concatenate(found)


@lru_cache(maxsize=1 << 16)
def _hashed(token: str) -> int:
    """A number for the stem of a word; 0 for one that every text has."""
    return 0 if token in COMMON else crc32(stem(token).encode()) or 1


def stem(word: str) -> str:
    """The word without a usual ending, if a stem of four letters is left."""
    if not word.endswith(ENDINGS):  # most words: told in C
        return word
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending)
