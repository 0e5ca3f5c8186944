"""The one allow-list: elements and attributes that may stand in the HTML of strangers."""

import re

# NUL and other control characters, lone surrogates, non-characters: neither PostgreSQL nor UTF-8 can hold them all.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_NO_CHARACTERS = ("\ufffe", "\uffff")


def printable(text: str) -> str:
    """The text without what UNPRINTABLE finds. Six times faster than looking for it, where there is none."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return UNPRINTABLE.sub("", text)
    if len(raw.translate(None, _CONTROLS)) == len(raw) and not any(sign in text for sign in _NO_CHARACTERS):
        return text
    return UNPRINTABLE.sub("", text)


# What turns the direction of the words that follow, or parts a word where nobody sees it: in a line of text of
# strangers only good for deceiving people and classifiers. The joiners of Persian, Hindi and emoji are not among them.
INVISIBLE_SIGNS = (*"\u00ad\u200b\u2060\ufeff", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)))
INVISIBLE = re.compile(f"[{''.join(INVISIBLE_SIGNS)}]")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# No iframe, svg, math, form controls, nor anything that loads or runs.
ELEMENTS = _names("""
    a abbr acronym aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p picture pre q rp rt
    ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul
    var video wbr
""")
# What stands in these is not for reading: it goes with them.
GONE_WITH_CONTENT = _names("""
    script style noscript template svg math xmp plaintext iframe noembed noframes object embed applet frameset textarea
    select title head
""")
# Frames of known players become links (feeds.clean.players), so the cleaner leaves them for a moment.
FRAMES = frozenset({"iframe"})
# These begin a new paragraph of plain text.
BLOCKS = _names("""
    address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4
    h5 h6 header hr li main nav ol p pre section summary table tr ul
""")
# The parser closes these by itself, so a text may hold thousands of open ones.
SELF_CLOSING = _names("""
    area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr
""")
# A "<" before any other name is a sign in a title ("Vec<u8> in Rust"), not a tag.
OF_TITLES = _names("""
    a abbr b big blockquote br center cite code del div em font h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li mark
    ol object p pre q s samp script small span strike strong style sub sup svg table td time tr tt u ul var wbr
""")
# Where publishers hide the address of a picture until their script shows it, most telling first.
LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
# No style, class, id or name: they reach into our page.
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "iframe": {"src", "data-src", "data-lazy-src"},
    "img": {"src", "alt", "title", "width", "height", *LAZY},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "type", "media"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "width", "height"},
    "*": {"dir", "lang"},
}
ADDRESSES = frozenset({"href", "src", "cite", "poster", *LAZY})
