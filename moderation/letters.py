"""Undo what hides a word from a word list: invisible characters, look-alike letters, s p a c i n g, d1gits."""

import re
import unicodedata
from functools import lru_cache

from moderation.lexicon.known import KNOWN

# Letters of other scripts that look like Latin ones, after NFKC and lower-casing of nothing: both cases are listed.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтнвАЕОРСУХІЈЅНКМТВΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικτυεγհոսցօɑɡıʟʀ’‘`´“”",
    "aeopcyxijshdqwkmthbAEOPCYXIJSHKMTBABEZHIKMNOPTYXaopviktueyhnugoagilr''''\"\"",
)
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_MIXED = re.compile(r"(?<![\w@$])(?=\w*[A-Za-z])[A-Za-z]*[0134578@$!|]+[A-Za-z][A-Za-z0134578@$!|]*(?![\w@$])")
# four or more single letters with the same kind of gap: "c a n c e r", "c.u.r.e.s", "c-a-n-c-e-r"
_SPACED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:([ .\-_*·])[A-Za-z])(?:\1[A-Za-z]){2,}(?![A-Za-z0-9])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_GAPS = re.compile(r"[ .\-_*·]")


def plain(text: str) -> str:
    """The text as a reader sees it, in plain letters; the case is kept. Only for Latin script."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda match: _shape(match[0]), text)
    text = _SPACED.sub(lambda match: _GAPS.sub("", match[0]), text)
    return _MIXED.sub(_without_digits, text)


@lru_cache(maxsize=4096)
def _shape(character: str) -> str:
    """What one character looks like in plain letters; nothing, if it has no shape of its own."""
    # Cf are zero-width spaces and joiners, soft hyphens, marks of direction.
    seen = "".join(c for c in unicodedata.normalize("NFKC", character) if unicodedata.category(c) != "Cf")
    # NFD splits é into e and an accent; accents then go: c̶a̶n̶c̶e̶r is cancer too.
    return "".join(
        c for c in unicodedata.normalize("NFD", seen.translate(_LOOK_ALIKES)) if unicodedata.category(c) != "Mn"
    )


def _without_digits(match: re.Match[str]) -> str:
    """The word that digits stand in for, if our lists know it: c4ncer, not covid19."""
    word = match[0].lower()
    letters = word.translate(_LEET)
    return letters if word not in KNOWN and letters in KNOWN else match[0]
