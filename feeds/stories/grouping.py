"""One pass over articles in the order they arrive: each joins the open story it is most alike, or opens one."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from feeds.stories.choose import choose
from feeds.stories.likeness import Profile, Sketch
from feeds.stories.lookup import Lookup
from feeds.stories.members import Vector
from feeds.stories.words import Frequencies, breadth, words_of

# An event is told for two days; what is published later is another event, or this one's history.
STORY_WINDOW = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as it comes in; one without a time may be of any open story."""

    title: str
    text: str
    vector: Sequence[float] | Vector
    at: datetime | None = None


@dataclass(slots=True)
class _Open:
    profile: Profile = field(default_factory=Profile)
    first_at: datetime | None = None
    last_at: datetime | None = None

    def is_told_at(self, at: datetime | None) -> bool:
        """Whether an article of this moment may join; a moment that nobody knows may be any."""
        if at is None or self.first_at is None or self.last_at is None:
            return True
        return self.first_at - STORY_WINDOW <= at <= self.last_at + STORY_WINDOW

    def lasts_from_to(self, first_at: datetime | None, last_at: datetime | None) -> None:
        """Widen the time it is told in; moments that nobody knows widen nothing."""
        if first_at is not None and last_at is not None:
            self.first_at, self.last_at = (
                min(self.first_at or first_at, first_at),
                max(self.last_at or last_at, last_at),
            )


class Grouping:
    """The open stories. A story's number says how many were opened before it."""

    def __init__(self) -> None:
        self._frequencies = Frequencies()
        self._lookup = Lookup()
        self._stories: OrderedDict[int, _Open] = OrderedDict()  # the one that nothing joined for longest comes first
        self._part_of: dict[int, int] = {}  # of merged stories
        self._opened = 0
        self._latest: datetime | None = None

    @property
    def open_stories(self) -> int:
        """Stories that an article may join."""
        return len(self._stories)

    def add(self, article: Arrival) -> int:
        """The number of the article's story, for now: see `whole`."""
        sketch = self._sketch(article)
        self._close_old(article.at)
        found = sorted(
            number for number in self._lookup.candidates(sketch) if self._stories[number].is_told_at(article.at)
        )
        chosen = choose(sketch, {number: self._stories[number].profile for number in found})
        number = min(chosen, default=self._opened)
        if not chosen:
            self._opened += 1
            self._stories[number] = _Open()
        for part in chosen:
            if part != number:
                self._merge(part, into=number)
        self._join(number, sketch, article.at)
        return number

    def whole(self, number: int) -> int:
        """The number of the story that this one has become part of, or its own."""
        while number in self._part_of:
            number = self._part_of[number]
        return number

    def _sketch(self, article: Arrival) -> Sketch:
        counts = words_of(article.title, article.text)
        self._frequencies.see(counts)
        vector = np.asarray(article.vector, dtype=np.float32)
        return Sketch(vector, self._frequencies.weigh(counts), breadth(article.title, article.text))

    def _join(self, number: int, sketch: Sketch, at: datetime | None) -> None:
        story = self._stories[number]
        new_words = [word for word in sketch.words if word not in story.profile.words]
        story.profile.add(sketch)
        self._lookup.put(number, story.profile, new_words)
        story.lasts_from_to(at, at)
        self._stories.move_to_end(number)

    def _merge(self, part: int, *, into: int) -> None:
        """Give all articles of one story to an older one."""
        story, older = self._stories.pop(part), self._stories[into]
        self._lookup.remove(part, story.profile)
        new_words = [word for word in story.profile.words if word not in older.profile.words]
        older.profile.take_in(story.profile)
        self._lookup.put(into, older.profile, new_words)
        older.lasts_from_to(story.first_at, story.last_at)
        self._part_of[part] = into

    def _close_old(self, at: datetime | None) -> None:
        """Forget stories that nobody can join any more, unless an article comes in more than a window late."""
        self._latest = max(self._latest or at, at) if at is not None else self._latest
        while self._latest is not None and self._stories:
            number, story = next(iter(self._stories.items()))
            if story.last_at is None or story.last_at + 2 * STORY_WINDOW >= self._latest:
                return
            del self._stories[number]
            self._lookup.remove(number, story.profile)


def group(articles: Iterable[Arrival]) -> list[int]:
    """The number of each article's story, in order; articles with the same number tell of the same event."""
    grouping = Grouping()
    numbers = [grouping.add(article) for article in articles]
    return [grouping.whole(number) for number in numbers]
