"""Same article? Decided from values alone; ingest brings them and saves the answer.

The modules: `words` (what an entry says, and whether two texts are alike), `address` (where it is, as one number),
`book` (which known piece an entry is), `entries` (a whole document).
"""

from feeds.dedupe.address import address_of, host_of
from feeds.dedupe.book import guid_of_its_own
from feeds.dedupe.entries import dedupe
from feeds.dedupe.words import BEGINNING, content_hash, date_of

__all__ = ["BEGINNING", "address_of", "content_hash", "date_of", "dedupe", "guid_of_its_own", "host_of"]
