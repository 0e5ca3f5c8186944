"""Which encoding a page says it is in."""

import re

_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_READ = 10_000  # bytes; browsers stop at 1,024, and some pages say it later


def charset(page: bytes, content_type: str) -> str:
    """What the server says, unless it says UTF-8, then what the page says; empty when neither speaks.

    Bytes that are UTF-8 are known as such without being told. Where they are not, a server that says UTF-8 says it of
    everything it sends.
    """
    said = _IN_HEADER.search(content_type)
    by_server = said[1].lower() if said else ""
    if by_server not in {"", "utf-8", "utf8"}:
        return by_server
    declared = _IN_PAGE.search(page[:_READ])
    return declared[1].decode("ascii", "ignore").lower() if declared else ""
