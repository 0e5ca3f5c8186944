"""Whether a text is the whole piece or the beginning of one: then the page leads on to the publisher."""

import re

# A piece of two sentences is an announcement. Below this the byline states no reading time either.
SHORT = 60
# What feeds end a teaser with: an ellipsis, in brackets or not, or words that lead on, perhaps as a link of their own.
_CUT = re.compile(
    r"(?:…|\.{3}|(?:read|learn) more|continue reading|read (?:on|the (?:full|rest).*)"
    r"|weiterlesen|lire la suite|leer más|seguir leyendo)\W*$",
    re.IGNORECASE,
)
_TAIL = 80  # characters: the longest of these with the title of a site behind it


def is_teaser(text: str, *, words: int) -> bool:
    """Fewer than 60 words, or an end that says there is more. A whole short note counts as one too: a link too many
    costs nothing, a missing one costs the rest of the piece.
    """
    return words < SHORT or _CUT.search(text[-_TAIL:].rstrip()) is not None
