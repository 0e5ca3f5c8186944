"""What has come since somebody last looked for it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Value

from feeds.models import Article
from ranking.search.find import find_all
from ranking.search.query import Query

COUNTED = 100  # more are "99+": whoever has so many news looks at the first page of them


class Looked(NamedTuple):
    """A query, and when its results were last looked at."""

    query: Query
    at: datetime


def count_new(searches: Mapping[int, Looked], *, reader_id: int, now: datetime) -> dict[int, int]:
    """How many articles of each query came since it was looked at, COUNTED at most. One query for all."""
    each = [
        # What came later has changed later, too: of that there is an index.
        find_all(looked.query, now=now, reader_id=reader_id)
        .filter(updated_at__gt=looked.at, created_at__gt=looked.at)
        .order_by()
        .values_list(Value(key))[:COUNTED]
        for key, looked in searches.items()
        if not looked.query.is_empty
    ]
    if not each:
        return {}
    return dict(Counter(key for (key,) in Article.objects.none().values_list(Value(0)).union(*each, all=True)))
