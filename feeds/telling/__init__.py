"""Who tells of the same event: articles that were just embedded -> rows of stories.

The rule is that of feeds.stories, which group_stories measures. Here the open stories are found by the index of
vectors and made of the rows of their articles each time: nothing is kept of a story but which articles it has.

events   which articles join, which stories are one, in memory
sketches what articles say, remembered by this process
rows     read the articles around a batch, write what became of them
"""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from feeds.models import Article, Embedding
from feeds.stories import STORY_WINDOW
from feeds.telling.events import Desk
from feeds.telling.rows import load, save

__all__ = ["one_at_a_time", "tell"]

# With 6, 12, 24 and all articles looked at, the Google News set has B-cubed F1 .930, .932, .932 and .932.
NEIGHBOURS = 12
# Any number, the same in every process: stories are opened by one process at a time, or two of them open the same one.
ADVISORY_LOCK = 7_100_202


def one_at_a_time() -> None:
    """Wait for whoever else is finding stories, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def tell(articles: Sequence[Article], *, size: int) -> None:
    """Put these articles, whose vectors of `size` numbers are saved, into stories; open, merge and end stories.

    Within a transaction, after `one_at_a_time`. An article of a story stays there while it fits.
    """
    ids = [article.pk for article in articles]
    near = Embedding.objects.near_each(
        ids, model=settings.EMBEDDING_MODEL, size=size, window=STORY_WINDOW, limit=NEIGHBOURS
    )
    desk = Desk(load({*ids, *(pk for found in near.values() for pk in found)}, new=ids))
    for pk in ids:
        if pk in desk.tellers:  # it was not withdrawn meanwhile
            desk.place(pk, near.get(pk, ()))
    save(desk)
