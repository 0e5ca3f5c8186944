"""Ordinary well-formed feeds, read straight from their tree into the values that xml_feed asks feedparser for.

The same rules as feedparser's, without its handlers, for documents as most publishers write them. Whatever is not
known for certain to mean the same is a SurpriseError, and the document goes to feedparser itself.
tests/feeds/test_parse_lean.py compares the two.

The modules: `document` makes the tree and goes through it, with `names` (of tags), `place` (what is being filled),
and what the tags mean: `texts` (with `markup` inside), `links`, `people`, `labels`, `ignored`.
"""

from feeds.parse.lean.document import read_lean

__all__ = ["read_lean"]
