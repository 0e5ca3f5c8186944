"""Undo what hides a word from a word list.

S p a c i n g, d1gits, st*rs, streeetching, e🙂moji between letters, wordswithoutgaps, and lines that run backwards.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from string import ascii_lowercase

from moderation.lexicon.known import KNOWN, PROMISES
from moderation.shapes import shapes

_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_MIXED = re.compile(r"(?<![\w@$])(?=\w*[A-Za-z])[A-Za-z]*[0134578@$!|]+[A-Za-z][A-Za-z0134578@$!|]*(?![\w@$])")
# four or more single letters with the same kind of gap: "c a n c e r", "c.u.r.e.s", "c-a-n-c-e-r"
_SPACED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:([ .\-_*·\n])[A-Za-z])(?:\1[A-Za-z]){2,}(?![A-Za-z0-9])")
_MIXED_UP = re.compile(r"[0134578@$!|][A-Za-z]")  # without such a pair nothing is mixed: a tenth of the time
_GAPS = re.compile(r"[ .\-_*·\n]")
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"  # arrows, signs and dingbats; emoji
_STUCK = re.compile(rf"[A-Za-z]+(?:[{_PICTURES}]+[A-Za-z]+)+")
_PICTURE = re.compile(rf"[{_PICTURES}]+")
_STARRED = re.compile(r"(?<![\w*])[A-Za-z]+\*{1,2}[A-Za-z]+(?![\w*])")
_THRICE = re.compile(r"([A-Za-z])\1\1")
_STRETCHED = re.compile(r"[A-Za-z]*([A-Za-z])\1\1[A-Za-z]*")  # no English word has a letter three times in a row
_RUN = re.compile(r"([a-z])\1{2,}")
_GLUED = re.compile(r"[A-Za-z]{12,}")  # "curescancer" and a letter; shorter ones are words of their own too often
_BETWEEN = frozenset(["a", "all", "and", "for", "in", "my", "of", "the", "to", "with", "your"])
_LONGEST = 20  # letters of a word of the lists
# From the mark "right to left, whatever the letters" to its end, a line is shown from its end.
BACKWARDS = re.compile("\u202e([^\u202c\u2069\n]*)")


def plain(text: str) -> str:
    """The text as a reader understands it, in plain letters and words; the case is kept. Only for Latin script."""
    if "\u202e" in text:
        text = BACKWARDS.sub(lambda match: _the_right_way(match[1]), text)
    text = shapes(text)
    if not text.isascii() and _PICTURE.search(text) is not None:
        text = _STUCK.sub(_without_pictures, text)
    text = _SPACED.sub(lambda match: _GAPS.sub("", match[0]), text)
    if _MIXED_UP.search(text) is not None:
        text = _MIXED.sub(_without_digits, text)
    if "*" in text:
        text = _STARRED.sub(lambda match: _without_stars(match[0]), text)
    if _THRICE.search(text) is not None:
        text = _STRETCHED.sub(lambda match: _without_runs(match[0]), text)
    return _GLUED.sub(lambda match: _in_words(match[0]), text)


def _the_right_way(line: str) -> str:
    """From the end, as it is shown, unless it makes more sense as it is written: so it is copied and read aloud."""

    def sense(some: str) -> int:
        return sum(word in KNOWN or word in _BETWEEN for word in shapes(some).lower().split())

    return max(line[::-1], line, key=sense)


def _without_digits(match: re.Match[str]) -> str:
    """The word that digits stand in for, if our lists know it: c4ncer, not covid19."""
    word = match[0].lower()
    letters = word.translate(_LEET)
    return letters if word not in KNOWN and letters in KNOWN else match[0]


def _without_pictures(match: re.Match[str]) -> str:
    """One word of letters that stand alone, or that the lists know together; else a gap for the picture."""
    parts = _PICTURE.split(match[0])
    if all(len(part) == 1 for part in parts):
        return "".join(parts)
    found: list[str] = []
    while parts:
        long = next((n for n in range(len(parts), 1, -1) if "".join(parts[:n]).lower() in KNOWN), 1)
        found.append("".join(parts[:long]))
        parts = parts[long:]
    return " ".join(found)


@lru_cache(maxsize=1024)
def _without_stars(starred: str) -> str:
    """The word of the lists that fits between the letters: c*ncer."""
    word = starred.lower()
    options = (word.replace("*", "{}").format(*some) for some in product(ascii_lowercase, repeat=word.count("*")))
    return next((option for option in options if option in KNOWN), starred)


@lru_cache(maxsize=1024)
def _without_runs(stretched: str) -> str:
    """The word with its long runs of a letter cut to one or to two, if the lists know it: canceeer."""
    word = stretched.lower()
    return next((cut for run in (r"\1", r"\1\1") if (cut := _RUN.sub(run, word)) in KNOWN), stretched)


@lru_cache(maxsize=4096)
def _in_words(glued: str) -> str:
    """Words of the lists that were written without gaps, if one of them promises something: GarlicCuresCancer."""
    word = glued.lower()
    if word in KNOWN:
        return glued
    parts = _parts(word)
    return " ".join(parts) if len(parts) > 1 and not PROMISES.isdisjoint(parts) else glued


def _parts(word: str) -> Sequence[str]:
    """The word as words of the lists, the longest first; empty if something is left over."""
    best: list[list[str] | None] = [[], *[None] * len(word)]  # by length of the beginning that is understood
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, part = best[start], word[start:end]
            if before is not None and best[end] is None and (part in KNOWN or part in _BETWEEN):
                best[end] = [*before, part]
    return best[-1] or []
