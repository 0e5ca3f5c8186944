"""Rows of articles and stories -> the tellers of events, and what became of them back into rows."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from feeds.claiming import lock
from feeds.models import Article, Story
from feeds.rows import update
from feeds.stories import MEMBERS
from feeds.telling.events import TWO, Desk, Event, Teller
from feeds.telling.sketches import reader

_Row = tuple[int, int | None, int | None, int | None, str, datetime, str]
_COLUMNS = ("pk", "story_id", "feed_id", "creator_id", "title", "published_at", "embeddings__words_hash")


def load(article_ids: Collection[int], *, new: Collection[int]) -> list[Teller]:
    """These articles and the newest of their stories. The words of `new` ones are counted.

    Rows and words are read one after the other: an article that is withdrawn in between is left out.
    """
    rows = _rows(article_ids)
    rows += _rows(_members({story_id for _pk, story_id, *_row in rows if story_id}) - set(article_ids))
    known = reader()
    said = known.read([(pk, words) for pk, *_row, words in rows])
    for pk in said.keys() & set(new):
        known.frequencies.see(said[pk].words)
    tellers = [
        Teller(pk, story_id, (feed_id, creator_id), title, published_at, known.sketch(said[pk]))
        for pk, story_id, feed_id, creator_id, title, published_at, _words in rows
        if pk in said
    ]
    return sorted(tellers, key=lambda one: (one.published_at, one.article_id))


def _rows(article_ids: Collection[int]) -> list[_Row]:
    if not article_ids:
        return []
    embedded = Article.objects.filter(pk__in=article_ids, embeddings__model=settings.EMBEDDING_MODEL)
    return list(embedded.values_list(*_COLUMNS))


def _members(story_ids: Collection[int]) -> set[int]:
    """The newest articles of these stories."""
    if not story_ids:
        return set()
    newest_first = Window(RowNumber(), partition_by="story", order_by=[F("published_at").desc(), F("pk").desc()])
    members = Article.objects.filter(story__in=story_ids).annotate(place=newest_first).filter(place__lte=MEMBERS)
    return set(members.values_list("pk", flat=True))


def save(desk: Desk) -> None:
    """Write what changed."""
    now = timezone.now()  # articles carry the time of their change: pages look for what changed by it
    events = list(dict.fromkeys(desk.events.values()))
    _lock(events, desk.left)
    _open([event for event in events if event.story_id is None and len(event.owners) >= TWO])
    rows = [
        Article(pk=teller.article_id, story_id=event.story_id, updated_at=now)
        for event in events
        for teller in event.tellers
        if teller.story_id != event.story_id
    ]
    update(rows, ["story_id", "updated_at"])
    for event in events:
        if event.parts:
            Article.objects.filter(story__in=event.parts).update(story=event.story_id, updated_at=now)
            Story.objects.filter(merged_into__in=event.parts).update(merged_into=event.story_id)
            Story.objects.filter(pk__in=event.parts).update(merged_into=event.story_id)
    for story_id in desk.left.difference(*(event.parts for event in events)):
        _end_unless_told_by_two(story_id)


def _lock(events: Sequence[Event], left: Collection[int]) -> None:
    """All articles that may change here, before the first of them does."""
    told = {*left, *(part for event in events for part in event.parts)}
    moved = [
        one.article_id
        for event in events
        for one in event.tellers
        if event.story_id is None or one.story_id != event.story_id
    ]
    lock(Article.objects.filter(Q(pk__in=moved) | Q(story__in=told)))


def _open(events: Sequence[Event]) -> None:
    """Make the stories of these events, named as their first article is."""
    firsts = [min(event.tellers, key=lambda one: (one.published_at, one.article_id)) for event in events]
    stories = Story.objects.bulk_create([Story(title=first.title) for first in firsts])
    for event, story in zip(events, stories, strict=True):
        event.story_id = story.pk


def _end_unless_told_by_two(story_id: int) -> None:
    """A story that only one publisher tells any more is none."""
    told = Article.objects.filter(story=story_id)
    if len(set(told.values_list("feed", "creator"))) < TWO:
        told.update(story=None, updated_at=timezone.now())
        Story.objects.filter(pk=story_id).delete()
