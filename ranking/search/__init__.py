"""SEARCH: articles by their words, by what they mean, and by what they are.

query    what was typed -> what is looked for (pure)
fuse     several orders -> one (pure)
excerpt  where in a text are the words? (pure)
meaning  words -> vector, made by a worker
find     a query -> articles
"""

from ranking.search.excerpt import excerpt, pattern
from ranking.search.find import MOST, Found, articles, feeds_named, find, topics_named, within
from ranking.search.meaning import keep_vector, vector_of
from ranking.search.query import LONGEST, Name, Problem, Query, Trouble, parse, replaced, value_of

__all__ = [
    "LONGEST",
    "MOST",
    "Found",
    "Name",
    "Problem",
    "Query",
    "Trouble",
    "articles",
    "excerpt",
    "feeds_named",
    "find",
    "keep_vector",
    "parse",
    "pattern",
    "replaced",
    "topics_named",
    "value_of",
    "vector_of",
    "within",
]
