"""What the publishers of a story agree on, and where they differ, with their names. One query."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Left

from feeds.models import Article
from feeds.stories.differ import READ, Version, differ

PUBLISHERS = 12  # compared: the first ones; a table of more nobody reads


@dataclass(frozen=True, slots=True)
class Saying:
    """What one publisher says of a thing; `article` is its piece."""

    article: Article
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Different figures of one thing."""

    unit: str
    said: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """As the page of the story prints it."""

    agreed: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    alone: tuple[Saying, ...]

    def __bool__(self) -> bool:
        """There is something to say."""
        return bool(self.agreed or self.disputes or self.alone)


def compared(articles: Sequence[Article]) -> Compared:
    """Compare the pieces of a story, the first ones of its first publishers; `articles` come by time."""
    first: dict[tuple[int | None, int | None], Article] = {}
    for one in articles:
        first.setdefault((one.feed_id, one.creator_id), one)
    pieces = {one.pk: one for one in list(first.values())[:PUBLISHERS]}
    found = differ(Version(pk, text, pieces[pk].language) for pk, text in _texts(list(pieces)))
    return Compared(
        agreed=found.agreed,
        disputes=tuple(
            Dispute(it.unit, tuple(Saying(pieces[pk], words) for pk, words in it.said)) for it in found.contested
        ),
        alone=tuple(Saying(pieces[it.key], (*it.figures, *it.names)) for it in found.alone),
    )


def _texts(ids: list[int]) -> list[tuple[int, str]]:
    """The beginning of each text, in the order of the ids; none where there is nothing to compare."""
    if len(ids) < 2:  # noqa: PLR2004  it takes two to differ
        return []
    begins = dict(Article.objects.filter(pk__in=ids).values_list("pk", Left("text", READ)))
    return [(pk, begins[pk]) for pk in ids if pk in begins]
