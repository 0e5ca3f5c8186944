"""Bytes -> text without anything that PostgreSQL or an XML parser cannot hold."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<" and the ASCII character after it look without a mark.
_SHAPES = (
    (re.compile(rb"\s*<\0\0\0[^\0]\0\0\0", re.DOTALL), "utf-32-le"),
    (re.compile(rb"(?:\0\0\0\s)*\0\0\0<\0\0\0[^\0]", re.DOTALL), "utf-32-be"),
    (re.compile(rb"(?:\s\0)*[<{]\0[^\0]\0", re.DOTALL), "utf-16-le"),
    (re.compile(rb"(?:\0\s)*\0[<{]\0[^\0]", re.DOTALL), "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# What publishers write and what they mean: the wider sets that browsers use for the same labels (WHATWG).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
# Not the encoding of any feed: UTF-7 hides markup, punycode takes quadratic time, and a document whose declaration
# could be read as ASCII is not UTF-16 or UTF-32, whatever it says.
_NEVER = re.compile(r"utf-?7|utf-?16|utf-?32|punycode|idna|escape|undefined|mbcs|oem", re.IGNORECASE)
# Below this share of broken bytes among the non-ASCII characters, a text is damaged UTF-8; in a text of another
# encoding nearly all of them are broken.
_DAMAGED_UTF8 = 0.3
# NUL and the other control characters that XML and PostgreSQL refuse, lone surrogates, and the non-characters.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a document. Never fails: the last resort is windows-1252 with replacement characters."""
    text = storable(_decode(body, content_type))
    return (text.replace("\r\n", "\n") if "\r" in text else text).lstrip("\ufeff")


def storable(text: str) -> str:
    """The text without what UNSTORABLE finds. Six times faster than looking for it, where there is none."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return UNSTORABLE.sub("", text)
    if len(raw.translate(None, _CONTROLS)) == len(raw) and "\ufffe" not in text and "\uffff" not in text:
        return text
    return UNSTORABLE.sub("", text)


def _decode(body: bytes, content_type: str) -> str:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.removeprefix(mark).decode(encoding, "replace")
    for shape, encoding in _SHAPES:
        if shape.match(body):
            return body.decode(encoding, "replace")
    declared = _codec(_declared(body))
    # Text that is valid UTF-8 is UTF-8, whatever label it wears; ISO-2022 is the 7-bit exception.
    if not declared.startswith(("iso2022", "hz")):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _decode_labelled(body, [declared, _codec(_charset(content_type))])


def _decode_labelled(body: bytes, encodings: list[str]) -> str:
    for encoding in encodings:
        if not encoding or encoding == "utf-8":
            continue
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    text = body.decode("utf-8", "replace")
    foreign = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") <= foreign * _DAMAGED_UTF8:
        return text
    return body.decode(next(filter(None, encodings), "cp1252").replace("utf-8", "cp1252"), "replace")


def _declared(body: bytes) -> str:
    match = _DECLARED.search(body[:1024])
    return match.group(1).decode("ascii", "ignore") if match else ""


def _charset(content_type: str) -> str:
    match = _CHARSET.search(content_type)
    return match.group(1) if match else ""


def _codec(label: str) -> str:
    """Python's codec for a label, empty when there is none that may be used."""
    if not label.isascii() or _NEVER.search(label):
        return ""
    try:
        name = codecs.lookup(label).name
        b"x".decode(name, "replace")  # of nothing, Python would not look at the codec
    except (LookupError, UnicodeError):  # no such codec, or one that is not for texts: hex, idna
        return ""
    return _MEANT.get(name, name)
