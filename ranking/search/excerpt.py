"""Where in a text are the words? Asks nobody."""

import re
from collections.abc import Iterable, Sequence

WIDTH = 220  # characters: two lines of a card
MORE = r"\w*"
LEAD = 40  # characters before the first word that was found, so that it stands in a sentence


def excerpt(text: str, words: Sequence[str]) -> str:
    """The part of the text, in whole words, that holds the most of these; empty where it holds none."""
    places = [(it.start(), it[0].lower()) for it in pattern(words).finditer(text)] if words else []
    if not places:
        return ""
    best = max(range(len(places)), key=lambda first: (_held(places, first), -first))
    start = _word_start(text, max(0, places[best][0] - LEAD))
    end = len(text) if len(text) <= start + WIDTH else text.rfind(" ", start, start + WIDTH)
    part = text[start : end if end > places[best][0] else start + WIDTH]
    return f"{'… ' * (start > 0)}{' '.join(part.split())}{' …' * (start + len(part) < len(text))}"


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One of these words, whole; of `otte*` all that begins with it."""
    longest_first = sorted(set(words), key=len, reverse=True)
    each = (f"{re.escape(it.removesuffix('*'))}{MORE if it.endswith('*') else ''}" for it in longest_first)
    return re.compile(rf"\b({'|'.join(each)})\b", re.IGNORECASE)


def _held(places: Sequence[tuple[int, str]], first: int) -> int:
    """How many different words stand in the part that begins with this place."""
    held = set()
    for at, word in places[first : first + WIDTH]:
        if at > places[first][0] + WIDTH - LEAD:
            break
        held.add(word)
    return len(held)


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word; the same place where a text has no spaces."""
    space = text.find(" ", at, at + LEAD) if at else -1
    return space + 1 if space >= 0 else at
