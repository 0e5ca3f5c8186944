"""Rows of articles and stories -> the tellers of events, and what became of them back into rows."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import Left, RowNumber
from django.utils import timezone

from feeds.models import Article, Story
from feeds.stories import WORDS_READ, Frequencies, Sketch, breadth, opening, words_of
from feeds.telling.events import TWO, Desk, Event, Teller

MEMBERS = 40  # of a story, the newest: their mean says what it is about by now, and bounds what a batch reads
START = 8 * WORDS_READ  # characters of a text; the rule reads so many words, of six letters and a space
LEARNT = 5_000  # articles from which a process learns how common words are, before it goes on counting
FORGOTTEN = 100_000  # articles, after which it learns anew: new names come for ever, and memory ends


def load(article_ids: Collection[int], *, new: Collection[int]) -> list[Teller]:
    """These articles and the newest of their stories. The words of `new` ones are counted."""
    stories = Article.objects.filter(pk__in=article_ids, story__isnull=False).values("story")
    newest_first = Window(RowNumber(), partition_by="story", order_by=[F("published_at").desc(), F("pk").desc()])
    members = Article.objects.filter(story__in=stories).annotate(place=newest_first).filter(place__lte=MEMBERS)
    wanted = {*article_ids, *members.values_list("pk", flat=True)}
    rows = list(
        Article.objects.filter(pk__in=wanted, embeddings__model=settings.EMBEDDING_MODEL)
        .annotate(start=Left("text", START), vector=F("embeddings__vector"))
        .only("story", "feed", "creator", "title", "summary", "published_at")
        .order_by("published_at", "pk")
    )
    said = [opening(row.summary, row.start) for row in rows]  # type: ignore[attr-defined]  # annotated above
    counts = [words_of(row.title, text) for row, text in zip(rows, said, strict=True)]
    frequencies, fresh = _frequencies(), set(new)
    for row, words in zip(rows, counts, strict=True):
        if row.pk in fresh:
            frequencies.see(words)
    vectors = np.array([row.vector for row in rows], dtype=np.float32)  # type: ignore[attr-defined]  # annotated above
    return [
        _teller(row, Sketch(vector, frequencies.weigh(words), breadth(row.title, text)))
        for row, vector, text, words in zip(rows, vectors, said, counts, strict=True)
    ]


def _teller(row: Article, sketch: Sketch) -> Teller:
    return Teller(row.pk, row.story_id, (row.feed_id, row.creator_id), row.title, row.published_at, sketch)


def save(desk: Desk) -> None:
    """Write what changed."""
    now = timezone.now()  # articles carry the time of their change: pages look for what changed by it
    events = list(dict.fromkeys(desk.events.values()))
    _open([event for event in events if event.story_id is None and len(event.owners) >= TWO])
    rows = [
        Article(pk=teller.article_id, story_id=event.story_id, updated_at=now)
        for event in events
        for teller in event.tellers
        if teller.story_id != event.story_id
    ]
    Article.objects.bulk_update(rows, ["story", "updated_at"], batch_size=500)
    for event in events:
        if event.parts:
            Article.objects.filter(story__in=event.parts).update(story=event.story_id, updated_at=now)
            Story.objects.filter(merged_into__in=event.parts).update(merged_into=event.story_id)
            Story.objects.filter(pk__in=event.parts).update(merged_into=event.story_id)
    for story_id in desk.left.difference(*(event.parts for event in events)):
        _end_unless_told_by_two(story_id)


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


def _frequencies() -> Frequencies:
    if _counted().articles > FORGOTTEN:
        _counted.cache_clear()
    return _counted()


@lru_cache(maxsize=1)
def _counted() -> Frequencies:
    """How common words are: learnt from the newest articles, then kept up by this process. Made anew at will."""
    frequencies = Frequencies()
    newest = Article.objects.newest().annotate(start=Left("text", START)).values_list("title", "summary", "start")
    for title, summary, start in newest[:LEARNT]:
        frequencies.see(words_of(title, opening(summary, start)))
    return frequencies
