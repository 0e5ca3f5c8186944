"""What a reader saved, and where they put it: read at once, then looked through in Python, for it is theirs alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feeds.models import Filing, Folder
from feeds.querysets import REACHABLE
from ranking import search as finder
from ranking.models import Event

MOST = 5_000  # saved articles that are listed; two years of seven a day


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an article is, and what was noted about it."""

    folder: Folder | None = None
    note: str = ""


NOWHERE = Filed()


@dataclass(slots=True)
class Shelf:
    """The ids of what was saved, last first; folders by name; what was filed, by article."""

    ids: list[int]
    folders: list[Folder]
    filed: dict[int, Filed] = field(default_factory=dict)

    def of(self, article_id: int) -> Filed:
        """Where this article is."""
        return self.filed.get(article_id, NOWHERE)

    def counts(self) -> Counter[int | None]:
        """How many are in each folder; under None, in none."""
        folders = (self.of(pk).folder for pk in self.ids)
        return Counter(None if it is None else it.pk for it in folders)

    def within(self, folder_id: int | None) -> list[int]:
        """What is in this folder, or in none."""
        places = ((pk, self.of(pk).folder) for pk in self.ids)
        return [pk for pk, it in places if (None if it is None else it.pk) == folder_id]


def shelf(reader_id: int) -> Shelf:
    """All of it. Three queries."""
    saved = Event.objects.saved_by(reader_id).filter(article__visibility__in=REACHABLE).order_by("-pk")
    folders = list(Folder.objects.of(reader_id).order_by("name", "pk"))
    by_id = {it.pk: it for it in folders}
    filings = Filing.objects.of(reader_id).values_list("article_id", "folder_id", "note")
    filed = {pk: Filed(by_id.get(folder or 0), note) for pk, folder, note in filings}
    return Shelf(list(saved.values_list("article_id", flat=True)[:MOST]), folders, filed)


def looked_for(mine: Shelf, query: finder.Query, ids: Sequence[int], *, reader_id: int, now: datetime) -> list[int]:
    """Those of these ids that hold the words, or whose notes do; best first. Two queries."""
    query.is_saved = True
    found = finder.find(query, now=now, reader_id=reader_id)
    if not found.ids:
        found = finder.find(query, now=now, reader_id=reader_id, is_typing=True)
    words = [it.casefold() for it in query.sought]
    noted = [pk for pk in ids if words and all(it in mine.of(pk).note.casefold() for it in words)]
    wanted = set(ids)
    return list(dict.fromkeys([*noted, *(pk for pk in found.ids if pk in wanted)]))
