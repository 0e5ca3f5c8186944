"""The events around a batch of articles: who joins which, which are one. Rows are read and written by others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.stories import STORY_WINDOW, Profile, Sketch, choose

TWO = 2  # publishers make a story: one publisher's pieces of a series resemble each other for ever
Owner = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Teller:
    """An article, as far as stories go. `story_id` is what its row says."""

    article_id: int
    story_id: int | None
    owner: Owner
    title: str
    published_at: datetime
    sketch: Sketch


class Event:
    """Articles that tell of the same; a story as soon as two publishers are among them."""

    def __init__(self, tellers: Iterable[Teller], story_id: int | None = None, parts: Iterable[int] = ()) -> None:
        self.story_id = story_id
        self.parts = set(parts)  # stories that turned out to be this one
        self.tellers = list(tellers)
        self.owners = {teller.owner for teller in self.tellers}  # its publishers
        self.profile = Profile.of([teller.sketch for teller in self.tellers])

    def take_in(self, other: "Event") -> None:
        """All of the other's articles are this one's from now on, and the oldest of their stories keeps its address."""
        self.tellers += other.tellers
        self.owners |= other.owners
        self.profile.take_in(other.profile)
        ids = {story_id for story_id in (self.story_id, other.story_id) if story_id is not None}
        self.story_id = min(ids, default=None)
        self.parts |= other.parts | (ids - {self.story_id})

    def is_open_to(self, teller: Teller) -> bool:
        """It is a story, or the article makes it one."""
        return self.story_id is not None or self.owners != {teller.owner}

    def is_told_at(self, at: datetime) -> bool:
        """An article of that time is near enough to the others."""
        times = [teller.published_at for teller in self.tellers]
        return min(times) - STORY_WINDOW <= at <= max(times) + STORY_WINDOW


class Desk:
    """The events around a batch of articles, in memory."""

    def __init__(self, tellers: Iterable[Teller]) -> None:
        self.tellers = {teller.article_id: teller for teller in tellers}
        self.events: dict[int, Event] = {}  # by article
        self.left: set[int] = set()  # stories that lost an article
        of_story: dict[int, list[Teller]] = {}
        for teller in self.tellers.values():
            if teller.story_id is None:
                self._put(Event([teller]))
            else:
                of_story.setdefault(teller.story_id, []).append(teller)
        for story_id, told in of_story.items():
            self._put(Event(told, story_id))

    def place(self, pk: int, near: Iterable[int]) -> None:
        """Let one article join the event that it is most alike, if any."""
        teller = self.tellers[pk]
        if not self._stays(teller):
            self._put(Event([teller]))
            around = dict.fromkeys(self.events[other] for other in near if other in self.events)
            told = {event: event.profile for event in around if event.is_told_at(teller.published_at)}
            chosen = choose(teller.sketch, told, may_join=lambda event: event.is_open_to(teller))
            if chosen:
                self._merge([*chosen, self.events[pk]])

    def _stays(self, teller: Teller) -> bool:
        """It is in an event with others already, and fits."""
        own = self.events[teller.article_id]
        if len(own.tellers) == 1:
            return False
        rest = Event((one for one in own.tellers if one is not teller), own.story_id, own.parts)
        if rest.is_told_at(teller.published_at) and rest.profile.margin(teller.sketch) >= 0:
            return True
        self._put(rest)
        if own.story_id is not None:
            self.left.add(own.story_id)
        return False

    def _merge(self, events: Sequence[Event]) -> None:
        """All of these are one event."""
        whole, *rest = sorted(events, key=lambda event: -len(event.tellers))
        for part in rest:
            whole.take_in(part)
            self.events.update((teller.article_id, whole) for teller in part.tellers)

    def _put(self, event: Event) -> None:
        self.events.update((teller.article_id, event) for teller in event.tellers)
