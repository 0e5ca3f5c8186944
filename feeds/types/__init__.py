"""What the steps of feeds hand to each other: frozen values that know nothing of Django.

The modules, in the order of the journey: `fetched`, `documents`, `saving`; and `codes`, which they share.
"""

from feeds.types.codes import Because, Outcome, Trouble
from feeds.types.documents import Deletion, Entry, Lead, MediaLink, PageText, ParsedFeed, Reading
from feeds.types.fetched import AddressVerdict, FetchRequest, FetchResult
from feeds.types.saving import Answer, Changes, CrawlCounts, Document, KnownArticle, NextFetch, Piece

__all__ = [
    "AddressVerdict",
    "Answer",
    "Because",
    "Changes",
    "CrawlCounts",
    "Deletion",
    "Document",
    "Entry",
    "FetchRequest",
    "FetchResult",
    "KnownArticle",
    "Lead",
    "MediaLink",
    "NextFetch",
    "Outcome",
    "PageText",
    "ParsedFeed",
    "Piece",
    "Reading",
    "Trouble",
]
