"""What a reader did with articles, read from the events: the newest act of each pair counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.compiled import compiled
from ranking.models import Event
from ranking.querysets import among

Kind = Event.Kind
PAIRS = {Kind.LIKE: Kind.UNLIKE, Kind.SAVE: Kind.UNSAVE}
_acts = compiled(
    lambda reader_id, ids: (
        Event.objects.filter(reader_id=reader_id, article__in=among([ids]), kind__in=[*PAIRS, *PAIRS.values()])
        .order_by("pk")
        .values_list("article_id", "kind")
    )
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The articles a reader likes and keeps."""

    liked: frozenset[int] = frozenset()
    saved: frozenset[int] = frozenset()


def marks(reader_id: int | None, article_ids: Iterable[int]) -> Marks:
    """Which of these articles the reader likes and keeps; one query, none for a stranger."""
    if reader_id is None:
        return Marks()
    newest: dict[tuple[int, str], str] = {}
    for article_id, kind in _acts(reader_id, list(article_ids)):
        newest[article_id, _of(kind)] = kind
    return Marks(
        liked=frozenset(article for (article, _), kind in newest.items() if kind == Kind.LIKE),
        saved=frozenset(article for (article, _), kind in newest.items() if kind == Kind.SAVE),
    )


def _of(kind: str) -> str:
    return Kind.LIKE if kind in {Kind.LIKE, Kind.UNLIKE} else Kind.SAVE


def saved_ids(reader_id: int, *, offset: int, limit: int) -> list[int]:
    """Articles the reader keeps, saved last first."""
    acts = Event.objects.filter(reader_id=reader_id, kind__in=[Kind.SAVE, Kind.UNSAVE])
    newest = acts.order_by("article_id", "-pk").distinct("article_id").values("pk")
    kept = Event.objects.filter(pk__in=newest, kind=Kind.SAVE).order_by("-pk")
    return list(kept.values_list("article_id", flat=True)[offset : offset + limit])
