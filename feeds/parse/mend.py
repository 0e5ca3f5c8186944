"""Documents that are not well-formed for the two usual reasons, made well-formed: bare "&", and HTML left unescaped.

feedparser's parser for what is not well-formed takes six times as long, and makes "AT&T;" of "AT&T".
"""

import re

_TEXT = re.compile(r"(</?(?:description|content:encoded)>)")
# What nobody closed ends with the document; looked for again from each such beginning, 200 KB of them took 20 s.
_BARE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!(?:[A-Za-z][A-Za-z0-9]{0,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)",
    re.DOTALL,
)


def mend(document: str) -> str:
    """The document with "&amp;" for a bare "&", and with HTML inside texts of RSS as characters."""
    pieces = _TEXT.split(document)
    for place in range(1, len(pieces) - 2, 2):
        opening, inside, closing = pieces[place : place + 3]
        if closing == f"</{opening[1:]}" and "<" in inside and "<![" not in inside and "]]>" not in inside:
            pieces[place + 1] = f"<![CDATA[{inside}]]>"
    return _BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], "".join(pieces))
