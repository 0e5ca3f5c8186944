"""Fetches as a table prints them."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.health.brief import of_fetch
from feeds.models import Fetch


@dataclass(frozen=True, slots=True)
class Row:
    """One fetch and what is said of it."""

    fetch: Fetch
    words: str

    @property
    def tone(self) -> str:
        """The colour of its dot."""
        return "bad" if self.fetch.error or self.fetch.trouble else "good"


def rows_of(fetches: Iterable[Fetch]) -> list[Row]:
    """Each with its words."""
    return [Row(fetch, of_fetch(fetch)) for fetch in fetches]
