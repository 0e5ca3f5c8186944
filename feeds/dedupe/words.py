"""What an entry says, and whether two texts could be versions of one piece."""

import hashlib

from feeds.types import Entry

# "Open thread" every day is a new article every day; sentences of this many characters do not recur by chance.
LONG_ENOUGH_TO_KNOW_AGAIN = 200
# Of 20,000 pairs of BBC articles (title and beginning) none shares more than 0.27 of the shorter one's pieces, and of
# 1,063 that were given another title and another word for every fifth none less than 0.56.
ALIKE = 0.4
BEGINNING = 500  # characters of a text that are compared
_PIECE = 5  # characters, about a word; pieces and not words, because some scripts put no spaces between them


def content_hash(entry: Entry) -> str:
    """SHA-256 of what a reader sees of the entry: title, HTML and text, whatever their white space."""
    parts = (entry.title, entry.content_html or entry.summary_html, entry.text)
    return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()


def is_long(entry: Entry) -> bool:
    """Its words alone say which piece it is."""
    return len(entry.text) >= LONG_ENOUGH_TO_KNOW_AGAIN


def alike(one: str, other: str) -> bool:
    """The beginnings of two texts share enough for one to be an edit of the other."""
    pieces, others = _pieces(one), _pieces(other)
    if not pieces or not others:
        return False
    return len(pieces & others) >= ALIKE * min(len(pieces), len(others))


def _pieces(text: str) -> set[str]:
    plain = " ".join(text[:BEGINNING].lower().split())
    return {plain[start : start + _PIECE] for start in range(max(1, len(plain) - _PIECE + 1))} if plain else set()
