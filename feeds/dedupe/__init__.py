"""Same article? Same story? Decided from values alone; ingest and understand bring them and save the answer.

The modules: `words` (what an entry says, and whether two texts are alike), `address` (where it is, as one number),
`book` (which known piece an entry is), `entries` (a whole document), `story` (the same event told by two).
"""

from feeds.dedupe.address import address_of
from feeds.dedupe.book import guid_of_its_own
from feeds.dedupe.entries import dedupe
from feeds.dedupe.story import STORY_WINDOW, same_story
from feeds.dedupe.words import BEGINNING, content_hash

__all__ = ["BEGINNING", "STORY_WINDOW", "address_of", "content_hash", "dedupe", "guid_of_its_own", "same_story"]
