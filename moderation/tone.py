"""A text as a handful of numbers about how it speaks: the features that carry over between sources."""

import math
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
_QUOTES = '"“”«»'
_LINKS = ("http://", "https://", "<url>", "www.")
# How a text is punctuated, each mark by itself: without them the AUROC on sets left out is .01 lower.
_MARKS = ".,;:-—(['%$&#@/"
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
    *_MARKS,
)
_NO_CAPITALS = bytes(set(range(128)) - set(ascii_uppercase.encode()))
_NO_LETTERS = bytes(set(range(128)) - set(ascii_letters.encode()))
_MANY = 3  # more of a kind says no more
_OF_MANY = [at / _MANY for at in range(_MANY)]


def features(text: str, tokens: Sequence[str]) -> list[float]:
    """One number for each of NAMES, all between 0 and about 1; `tokens` are the words and figures of the text."""
    capitals, letters = _letters(text)
    counts = _LISTS.count(tokens)
    strong, weak = counts[-2], counts[-1]
    return [
        *[_OF_MANY[count] if count < _MANY else 1.0 for count in counts],
        min(sum(map(str.isdecimal, tokens)), 6) / 6,
        min(sum(map(text.count, _QUOTES)), 4) / 4,
        min(text.count("!"), _MANY) / _MANY,
        min(text.count("?"), _MANY) / _MANY,
        capitals / max(1, letters),
        float(any(link in text for link in _LINKS)),
        math.log1p(len(tokens)) / 5,
        float(strong > 0 or weak > 1),
        *(min(text.count(mark), _MANY) / _MANY for mark in _MARKS),
    ]


def _letters(text: str) -> tuple[int, int]:
    """How many of its characters are capitals, and how many letters at all."""
    if not text.isascii():
        return sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    plain = text.encode()  # counted in C: most texts
    return len(plain.translate(None, _NO_CAPITALS)), len(plain.translate(None, _NO_LETTERS))
