"""What an entry says, and whether two texts could be versions of one piece."""

import hashlib
from datetime import datetime

from feeds.spaces import spaced_singly
from feeds.types import Entry

# "Open thread" every day is a new article every day; sentences of this many characters do not recur by chance.
LONG_ENOUGH_TO_KNOW_AGAIN = 200
# Of 20,000 pairs of BBC articles none shares more than 0.27 of the shorter text's pieces, and one in 1,000 more than
# 0.22 of the shorter title's. But forecasts, releases and notices fill in a form: their texts share 0.7. So a text has
# to be nearly the other one, while a title that is like the other is enough.
ALIKE_TITLE, ALIKE_TEXT = 0.4, 0.8
BEGINNING = 500  # characters of a text that are compared
_PIECE = 5  # characters, about a word; pieces and not words, because some scripts put no spaces between them


def content_hash(entry: Entry) -> str:
    """SHA-256 of what a reader sees of the entry: title, HTML and text, whatever their white space."""
    if entry.content_hash:
        return entry.content_hash
    parts = (entry.title, entry.content_html or entry.summary_html, entry.text)
    return hashlib.sha256("\x1f".join(map(spaced_singly, parts)).encode()).hexdigest()


def date_of(entry: Entry) -> datetime | None:
    """When its publisher wrote these words, if it says so."""
    return entry.updated_at or entry.published_at


def is_long(entry: Entry) -> bool:
    """Its words alone say which piece it is."""
    return len(entry.text) >= LONG_ENOUGH_TO_KNOW_AGAIN


def alike(title: str, text: str, other_title: str, other_text: str) -> bool:
    """One could be an edit of the other."""
    return _shared(title, other_title) >= ALIKE_TITLE or _shared(text, other_text) >= ALIKE_TEXT


def _shared(one: str, other: str) -> float:
    """How much of the shorter beginning stands in the other, 0 to 1."""
    pieces, others = _pieces(one), _pieces(other)
    shorter = min(len(pieces), len(others))
    return len(pieces & others) / shorter if shorter else 0.0


def _pieces(text: str) -> set[str]:
    plain = " ".join(text[:BEGINNING].lower().split())
    return {plain[start : start + _PIECE] for start in range(max(1, len(plain) - _PIECE + 1))} if plain else set()
