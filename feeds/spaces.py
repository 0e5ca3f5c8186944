"""One space between words (pure).

Most texts have that already, and looking takes a tenth of taking them apart into words and putting them together again.
"""

_VERTICAL, _FEED, _FILE, _GROUP, _RECORD, _UNIT = "\x0b\x0c\x1c\x1d\x1e\x1f"
_OTHERS = tuple(filter(str.isspace, map(chr, range(0x80, 0x3001))))  # Unicode has none beyond


def is_spaced_singly(text: str) -> bool:
    """Whether its only white space are line breaks and single spaces."""
    if "\t" in text or "\r" in text or text.rfind("  ") >= 0:  # twice as fast as from the left
        return False
    if _VERTICAL in text or _FEED in text or _FILE in text or _GROUP in text or _RECORD in text or _UNIT in text:
        return False
    return text.isascii() or not any(sign in text for sign in _OTHERS)


def spaced_singly(text: str) -> str:
    """`" ".join(text.split())`: line breaks become spaces, too."""
    flowing = text.replace("\n\n", " ").replace("\n", " ") if "\n" in text else text
    return flowing.strip(" ") if is_spaced_singly(flowing) else " ".join(text.split())


def count_words(text: str) -> int:
    """`len(text.split())` of a text whose lines are spaced singly, with an empty line between paragraphs at most."""
    return text.count(" ") + text.count("\n") - text.count("\n\n") + 1 if text else 0
