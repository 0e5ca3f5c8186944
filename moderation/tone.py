"""A text as a handful of numbers about how it speaks: the features that carry over between sources."""

import math
import re
from collections.abc import Sequence
from string import ascii_letters, ascii_uppercase

from moderation.lexicon import style
from moderation.lexicon.health import STRONG_HEALTH, WEAK_HEALTH
from moderation.lexicon.phrases import categories

_LISTS = categories(
    {
        "cure_all": style.CURE_ALL,
        "plot": style.PLOT,
        "urgency": style.URGENCY,
        "certainty": style.CERTAINTY,
        "sourcing": style.SOURCING,
        "hedging": style.HEDGING,
        "authority": style.AUTHORITY,
        "media": style.MEDIA_OBJECTS,
        "bookkeeping": style.BOOKKEEPING,
        "touching": style.TOUCHING,
        "blame": style.BLAME,
        "action": style.ACTION,
        "morbid": style.MORBID,
        "strong_health": STRONG_HEALTH,
        "weak_health": WEAK_HEALTH,
    }
)
_FIGURE = re.compile(r"\d+")
_QUOTE = re.compile(r"[\"“”«»]")
_LINK = re.compile(r"https?://|<url>|www\.")
NAMES = (
    *_LISTS.names,
    "figures",
    "quotes",
    "exclamations",
    "questions",
    "capitals",
    "links",
    "length",
    "is_about_health",
)
_NO_CAPITALS = bytes(set(range(128)) - set(ascii_uppercase.encode()))
_NO_LETTERS = bytes(set(range(128)) - set(ascii_letters.encode()))
_MANY = 3  # more of a kind says no more


def features(text: str, tokens: Sequence[str]) -> list[float]:
    """One number for each of NAMES, all between 0 and about 1."""
    capitals, letters = _letters(text)
    counts = _LISTS.count(tokens)
    strong, weak = counts[-2], counts[-1]
    return [
        *(min(count, _MANY) / _MANY for count in counts),
        min(len(_FIGURE.findall(text)), 6) / 6,
        min(len(_QUOTE.findall(text)), 4) / 4,
        min(text.count("!"), _MANY) / _MANY,
        min(text.count("?"), _MANY) / _MANY,
        capitals / max(1, letters),
        float(_LINK.search(text) is not None),
        math.log1p(len(tokens)) / 5,
        float(strong > 0 or weak > 1),
    ]


def _letters(text: str) -> tuple[int, int]:
    """How many of its characters are capitals, and how many letters at all."""
    if not text.isascii():
        return sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    plain = text.encode()  # counted in C: most texts
    return len(plain.translate(None, _NO_CAPITALS)), len(plain.translate(None, _NO_LETTERS))
