"""A fetched document -> safe entries that fit their rows: PARSE, CLEAN, FIT and the language, in a limited child.

The modules: `steps` (the order), `limited` (the same in a child, for strangers' documents), `wire` (how a feed comes
back from there).
"""

from feeds.reading.limited import READ, clean_limited, parse_limited, read_limited
from feeds.reading.steps import cleaned, read

__all__ = ["READ", "clean_limited", "cleaned", "parse_limited", "read", "read_limited"]
