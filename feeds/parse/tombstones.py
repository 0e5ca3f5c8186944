"""Entries that their publisher took back: Atom's deleted-entry (RFC 6721). feedparser keeps only the last of them."""

import re
from html import unescape

from feeds.parse.dates import from_text
from feeds.parse.fields import LONGEST, markup
from feeds.parse.identity import MAX_ENTRIES, digest
from feeds.types import Deletion

_NAMESPACE = "http://purl.org/atompub/tombstones/1.0"
# What stands in a comment or in CDATA is no markup: an article about the format must not delete anything.
_DELETED = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?:[\w.-]{1,40}:)?deleted-entry\s(?P<attributes>[^<>]{1,4000})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?:^|\s)(ref|when)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def deletions(document: str) -> tuple[Deletion, ...]:
    """What the document says was taken back, and when."""
    if _NAMESPACE not in document:
        return ()
    found = [_deletion(match["attributes"]) for match in _DELETED.finditer(document) if match["attributes"]]
    return tuple(deletion for deletion in found if deletion.guid)[:MAX_ENTRIES]


def _deletion(attributes: str) -> Deletion:
    said = {name: unescape(double or single).strip() for name, double, single in _ATTRIBUTE.findall(attributes)}
    guid = markup(said.get("ref", ""))
    guid = guid if len(guid) <= LONGEST["guid"] else "hash:" + digest(guid)
    return Deletion(guid, from_text(said.get("when", "")))
