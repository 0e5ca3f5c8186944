"""The order of reading one document."""

from feeds.parse.decode import decode
from feeds.parse.errors import NotWellFormedError, SurpriseError
from feeds.parse.json_feed import read_json
from feeds.parse.mend import mend
from feeds.parse.scan import scan, whole
from feeds.parse.xml_feed import read_well_formed, read_xml
from feeds.types import ParsedFeed


def parse(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """Read an RSS, Atom or JSON document. HTML fields stay as published.

    Raises NotAFeedError and, but for MemoryError, nothing else.
    Bounded in what it returns, not in time: strangers' documents go through feeds.reading.
    """
    text = decode(body, content_type)
    if text.lstrip()[:1] in {"{", "["}:
        return read_json(text)
    if document := whole(text):
        try:
            return _read_quickly(document, url)
        except SurpriseError:
            pass  # whatever it is, the long way tells
    document, warnings = scan(text)
    return read_xml(document, url=url, warnings=warnings)


def _read_quickly(document: str, url: str) -> ParsedFeed:
    try:
        return read_well_formed(document, url=url)
    except NotWellFormedError as error:
        return read_well_formed(mend(document), url=url, warnings=[f"not well-formed, but readable: {error}"])
