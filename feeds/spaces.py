"""One space between words (pure).

Most texts have that already, and looking takes a tenth of taking them apart into words and putting them together again.
"""

_OF_ASCII = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f"  # beside the space and the line break
_OTHERS = tuple(filter(str.isspace, map(chr, range(0x80, 0x3001))))  # beyond, Unicode has none


def is_spaced_singly(text: str) -> bool:
    """Whether its only white space are line breaks and single spaces."""
    if "  " in text or any(sign in text for sign in _OF_ASCII):
        return False
    return text.isascii() or not any(sign in text for sign in _OTHERS)


def spaced_singly(text: str) -> str:
    """`" ".join(text.split())`: line breaks become spaces, too."""
    flowing = text.replace("\n\n", " ").replace("\n", " ") if "\n" in text else text
    return flowing.strip(" ") if is_spaced_singly(flowing) else " ".join(text.split())
