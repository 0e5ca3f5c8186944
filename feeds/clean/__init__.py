"""Safe HTML, plain text, canonical addresses (pure).

The modules: `addresses` (what may be linked), `allowed` and `markup` (the one allow-list, nh3),
`pictures` (lazy ones loaded, trackers gone), `plain` (text of HTML), `entries` (a whole parsed feed).
"""

from feeds.clean.addresses import absolute, canonical_url
from feeds.clean.entries import clean
from feeds.clean.markup import CLEANER_VERSION, clean_html
from feeds.clean.plain import as_title, plain_text

__all__ = ["CLEANER_VERSION", "absolute", "as_title", "canonical_url", "clean", "clean_html", "plain_text"]
