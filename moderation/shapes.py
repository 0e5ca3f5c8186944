"""Undo what hides a letter: characters that print nothing, and look-alikes."""

import re
import unicodedata
from functools import lru_cache

# Letters of other scripts that look like Latin ones, after NFKC and lower-casing of nothing: both cases are listed.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтнвАЕОРСУХІЈЅНКМТВΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικτυεγհոսցօɑɡıʟʀ’‘`´“”ӏᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᏃ",
    "aeopcyxijshdqwkmthbAEOPCYXIJSHKMTBABEZHIKMNOPTYXaopviktueyhnugoagilr''''\"\"lABCDEGHJKLMPRSTVWZ",
)
# Letters that have no plain form but a name that tells it: 🅰, 🇦, ᴀ, ⱥ.
_NAMED = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER|"
    r"LATIN LETTER SMALL CAPITAL|LATIN (?:SMALL|CAPITAL) LETTER) ([A-Z])(?: WITH .*)?"
)
# Letters and marks by category, yet nothing is seen of them: Hangul and Khmer fillers, the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800")
_UNSEEN = {"Cf", "Cc", "Cs"}  # zero-width spaces and joiners, soft hyphens, marks of direction, controls, halves
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def shapes(text: str) -> str:
    """The text as a reader sees it, in plain letters; the case is kept. Only for Latin script."""
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    return _NOT_ASCII.sub(lambda match: _shape(match[0]), text)


@lru_cache(maxsize=4096)
def _shape(character: str) -> str:
    """What one character looks like in plain letters; nothing, if it has no shape of its own."""
    if character in _BLANK:
        return ""
    # NFD splits é into e and an accent; accents then go: c̶a̶n̶c̶e̶r is cancer too.
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character))
    seen = "".join(c for c in parts if unicodedata.category(c) not in {*_UNSEEN, "Mn"}).translate(_LOOK_ALIKES)
    named = _NAMED.fullmatch(unicodedata.name(seen, "")) if len(seen) == 1 and not seen.isascii() else None
    if named is None:
        return seen
    is_small = seen.islower() or "SMALL" in named[0]
    return named[1].lower() if is_small else named[1]
