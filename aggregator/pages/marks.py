"""What a reader did with articles, read from the events: the newest act of each pair counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ranking.models import Event

Kind = Event.Kind
PAIRS = {Kind.LIKE: Kind.UNLIKE, Kind.SAVE: Kind.UNSAVE}


@dataclass(frozen=True, slots=True)
class Marks:
    """The articles a reader likes and keeps."""

    liked: frozenset[int] = frozenset()
    saved: frozenset[int] = frozenset()


NONE = Marks()


def acts(reader_id: int, ids: Any) -> QuerySet[Event]:
    """What the reader did with articles of these ids that may have marked them."""
    return Event.objects.filter(reader_id=reader_id, article__in=ids, kind__in=[*PAIRS, *PAIRS.values()])


def newest(done: Iterable[tuple[int, int, str]]) -> Marks:
    """What a reader likes and keeps, by acts (key, article, kind) in any order."""
    newest: dict[tuple[int, str], str] = {}
    for _key, article_id, kind in sorted(done):
        newest[article_id, _of(kind)] = kind
    return Marks(
        liked=frozenset(article for (article, _), kind in newest.items() if kind == Kind.LIKE),
        saved=frozenset(article for (article, _), kind in newest.items() if kind == Kind.SAVE),
    )


def _of(kind: str) -> str:
    return Kind.LIKE if kind in {Kind.LIKE, Kind.UNLIKE} else Kind.SAVE


def saved_ids(reader_id: int, *, offset: int, limit: int) -> list[int]:
    """Articles the reader keeps, saved last first."""
    kept = Event.objects.saved_by(reader_id).order_by("-pk")
    return list(kept.values_list("article_id", flat=True)[offset : offset + limit])
