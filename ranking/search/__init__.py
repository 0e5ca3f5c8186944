"""SEARCH: articles by their words, by what they mean, and by what they are.

query    what was typed -> what is looked for (pure)
fuse     several orders -> one (pure)
excerpt  where in a text are the words? (pure)
meaning  words -> vector, made by a worker
find     a query -> articles
news     what has come since somebody last looked
"""

from ranking.search.excerpt import excerpt, pattern
from ranking.search.find import MOST, Found, articles, feeds_named, find, topics_named, within
from ranking.search.meaning import keep_vector, vector_of
from ranking.search.news import COUNTED, Looked, count_new
from ranking.search.query import LONGEST, Name, Problem, Query, Trouble, parse, replaced, settled, value_of

__all__ = [
    "COUNTED",
    "LONGEST",
    "MOST",
    "Found",
    "Looked",
    "Name",
    "Problem",
    "Query",
    "Trouble",
    "articles",
    "count_new",
    "excerpt",
    "feeds_named",
    "find",
    "keep_vector",
    "parse",
    "pattern",
    "replaced",
    "settled",
    "topics_named",
    "value_of",
    "vector_of",
    "within",
]
