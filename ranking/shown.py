"""SHOWN: the pieces on a page as they stand now, with what a card prints and nothing else.

Rows become objects here: Django works out anew, for each page, which of all columns that are, .7 ms of its processor.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model

from feeds.compiled import compiled
from feeds.models import Article, Feed, Icon, Topic
from ranking.querysets import among

# The key first, then in the order of the model: so `Model.from_db` takes them.
# Dictionaries, for Django looks for each column of the model among them: in tuples .2 ms a page.
_ARTICLE = dict.fromkeys(
    [
        *("id", "feed_id", "creator_id", "title", "summary", "language", "word_count", "published_at", "withdrawn_at"),
        *("topic_id", "story_id", "visibility"),
    ]
)
_FEED, _ICON = dict.fromkeys(["id", "url", "title"]), dict.fromkeys(["id", "feed_id", "name"])
_CREATOR, _TOPIC = dict.fromkeys(["id", "public_id", "name"]), dict.fromkeys(["id", "name"])
_PARTS = {"feed": _FEED, "feed__icon": _ICON, "creator": _CREATOR, "topic": _TOPIC}
_OF_PARTS = [f"{part}__{name}" for part, names in _PARTS.items() for name in names]
_rows = compiled(lambda ids: Article.objects.shown().filter(pk__in=among([ids])).values_list(*_ARTICLE, *_OF_PARTS))


def shown(ids: Collection[int]) -> dict[int, Article]:
    """Those of these articles that are shown now, by id; a card of them asks nothing more. One query."""
    return {it.pk: it for it in map(_article, _rows(list(ids)))}


def _article(row: Sequence[Any]) -> Article:
    values = iter(row)
    article: Article = _one(Article, _ARTICLE, values)
    feed = _one(Feed, _FEED, values)
    icon = _one(Icon, _ICON, values)
    _tie(article, "feed", feed)
    if feed is not None:
        _tie(feed, "icon", icon)
    _tie(article, "creator", _one(get_user_model(), _CREATOR, values))
    _tie(article, "topic", _one(Topic, _TOPIC, values))
    return article


def _one(model: type[Model], names: Collection[str], values: Iterator[Any]) -> Any:
    """The next values as an object of this model; None where the row has none."""
    own = tuple(islice(values, len(names)))
    return None if own[0] is None else model.from_db(connection.alias, names, own)


def _tie(to: Model, name: str, it: Model | None) -> None:
    """As select_related does it: an icon that there is not is known not to be, and never asked for."""
    to._meta.get_field(name).set_cached_value(to, it)  # type: ignore[union-attr]  # noqa: SLF001
