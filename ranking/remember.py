"""MEMORY: what a reader or stranger was served lately, and what they did with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from feeds.compiled import compiled, rows_of
from feeds.models import Article
from ranking import params
from ranking.candidates import NONE, Bools, Floats, Ints, coded, name_of
from ranking.hot import Hot
from ranking.models import Event
from ranking.querysets import among
from ranking.types import Memory, Visit

# A row a slate: four hundred rows with a time each cost 2 ms of processor more to read. Topics and publishers are in
# the window: to join the articles took half of the time in PostgreSQL, and to look for each view by itself a quarter.
_SERVED = """
    SELECT extract(epoch FROM served_at)::float8, page, coalesce(surface, 0), array_agg(article_id), array_agg(id),
        ARRAY(SELECT impression_id FROM ranking_event WHERE impression_id = ANY(array_agg(newest.id)) AND kind = 'view')
    FROM (
        SELECT slate.id AS slate_id, served_at, page, topic_id AS surface, shown.article_id, shown.id
        FROM ranking_slate slate JOIN ranking_impression shown ON shown.slate_id = slate.id
        WHERE {who} AND served_at > %(since)s
        ORDER BY served_at DESC, shown.id DESC LIMIT %(most)s
    ) newest
    GROUP BY slate_id, served_at, page, surface
    ORDER BY served_at DESC, slate_id
"""
# The kinds stand here as in the index event_that_memory_reads: of kinds given as values PostgreSQL cannot know that the
# index has them all. Only a story that was hidden is looked for.
_DONE = """
    SELECT kind, article_id,
        CASE kind WHEN 'hide' THEN (SELECT story_id FROM feeds_article WHERE id = done.article_id) END
    FROM ranking_event done
    WHERE {who} AND happened_at > %(since)s AND kind IN ('play', 'hide', 'unhide', 'report')
    ORDER BY happened_at, id
"""
_SERVED_TO_READER = _SERVED.format(who="reader_id = %(reader)s")
_SERVED_TO_STRANGER = _SERVED.format(who="reader_id IS NULL AND visitor = %(visitor)s")
_SERVED_PRIVATELY = _SERVED.format(who="(reader_id = %(reader)s OR (reader_id IS NULL AND visitor = %(visitor)s))")
_DONE_BY_READER = _DONE.format(who="reader_id = %(reader)s")
_DONE_BY_STRANGER = _DONE.format(
    who="""reader_id IS NULL AND impression_id IN (
        SELECT shown.id FROM ranking_impression shown JOIN ranking_slate slate ON slate.id = shown.slate_id
        WHERE slate.visitor = %(visitor)s
    )"""
)
_Kind = Event.Kind
_strays = compiled(
    lambda ids: Article.objects.filter(pk__in=among([ids])).values_list("pk", "topic_id", "feed_id", "creator_id")
)


class Shown(NamedTuple):
    """An article as it was on a page; keys as in `Candidates`, NONE of what there is not."""

    article: int
    topic: int
    author: int
    at_s: float  # since 1970
    page: int
    surface: int  # the topic whose page it was
    is_viewed: bool


@dataclass(frozen=True, slots=True)
class Served:
    """What was served, newest first: a column a field of `Shown`."""

    article: Ints
    topic: Ints
    author: Ints
    at_s: Floats
    page: Ints
    surface: Ints
    is_viewed: Bools

    @classmethod
    def of(cls, shown: Sequence[Shown]) -> "Served":
        """The same of values."""
        columns = zip(*shown, strict=True) if shown else [()] * len(Shown._fields)
        kinds = (np.int64, np.int64, np.int64, np.float64, np.int64, np.int64, np.bool_)
        return cls(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


def remember(visit: Visit, window: Hot) -> Memory:
    """What this reader or stranger was served and did. Two queries; a third where they were served what has left the
    window.
    """
    if visit.reader_id is None and not visit.visitor:
        return Memory()
    opened, hidden, stories = _done(visit)
    return memory(_served(visit, window), visit=visit, opened=opened, hidden=hidden, hidden_stories=stories)


def memory(
    served: Served,
    *,
    visit: Visit,
    opened: frozenset[int],
    hidden: frozenset[int],
    hidden_stories: frozenset[int],
) -> Memory:
    """The same from what was read already. Asks nobody."""
    now_s, here = visit.now.timestamp(), served.surface == (visit.topic_id or NONE)
    started = served.at_s[here & (served.page == 0)].max(initial=0) or now_s
    is_earlier = (served.at_s >= started) & (served.page < visit.page)  # none is earlier than the first page
    topics, authors = _today(served, opened, now_s)

    def articles(rows: Bools) -> frozenset[int]:
        return frozenset(served.article[here & rows].tolist())

    return Memory(
        visit=articles(is_earlier),
        served=articles(served.at_s > (visit.now - params.SERVED_WINDOW).timestamp()),
        seen=articles(served.is_viewed & (served.at_s > (visit.now - params.SEEN_WINDOW).timestamp())),
        opened=opened,
        hidden=hidden,
        hidden_stories=hidden_stories,
        topics_today=topics,
        authors_today=authors,
    )


def _served(visit: Visit, window: Hot) -> Served:
    """The newest params.MEMORY_ROWS of the week, and as many again as the earlier pages of this visit hold."""
    given = {
        "reader": visit.reader_id,
        "visitor": visit.visitor,
        "since": visit.now - params.SEEN_WINDOW,
        "most": params.MEMORY_ROWS + params.PAGE_SIZE * visit.page,
    }
    known = _SERVED_TO_STRANGER if visit.reader_id is None else _SERVED_TO_READER
    slates = rows_of(_SERVED_PRIVATELY if visit.is_private else known, given)
    sizes = np.array([len(slate[3]) for slate in slates], dtype=np.int64)
    articles = [it for slate in slates for it in slate[3]]
    topic, author = _keys(articles, window)
    at_s, page, surface = np.repeat(np.array([slate[:3] for slate in slates]).reshape(-1, 3), sizes, axis=0).T
    is_viewed = [it in viewed for slate in slates for viewed in [set(slate[5])] for it in slate[4]]
    return Served(
        article=np.array(articles, dtype=np.int64),
        topic=topic,
        author=author,
        at_s=at_s,
        page=page.astype(np.int64),
        surface=surface.astype(np.int64),
        is_viewed=np.array(is_viewed, dtype=np.bool_),
    )


def _keys(articles: Sequence[int], window: Hot) -> tuple[Ints, Ints]:
    """Topic and author of each: from the window, and of what has left it from the articles."""
    pieces = window.pieces
    rows = np.array([pieces.row_of.get(it, -1) for it in articles], dtype=np.int64)
    if not len(pieces.ids):
        topic, author = np.zeros((2, len(rows)), dtype=np.int64)
    else:
        topic, author = pieces.topic[rows], pieces.author[rows]
    missing = np.flatnonzero(rows < 0).tolist()
    found = {row[0]: row for row in _strays([articles[at] for at in missing])} if missing else {}
    for at in missing:
        _pk, topic_id, feed_id, creator_id = found.get(articles[at], (0, None, None, None))
        topic[at], author[at] = topic_id or NONE, feed_id or -(creator_id or NONE)
    return topic, author


def _done(visit: Visit) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Articles opened, articles hidden or reported, stories hidden; a hide that was taken back is none."""
    given = {"reader": visit.reader_id, "visitor": visit.visitor, "since": visit.now - params.EVENTS_WINDOW}
    opened: set[int] = set()
    reported: set[int] = set()
    hidden: dict[int, int | None] = {}
    for what, article_id, story_id in rows_of(_DONE_BY_STRANGER if visit.reader_id is None else _DONE_BY_READER, given):
        if what == _Kind.PLAY:
            opened.add(article_id)
        elif what == _Kind.REPORT:
            reported.add(article_id)
        elif what == _Kind.HIDE:
            hidden[article_id] = story_id
        else:
            hidden.pop(article_id, None)
    stories = frozenset(it for it in hidden.values() if it is not None)
    return frozenset(opened), frozenset(reported.union(hidden)), stories


def _today(served: Served, opened: frozenset[int], now_s: float) -> tuple[dict[int, float], dict[str, float]]:
    """Exposures to topics and authors, fading over the day; a piece that was opened takes half of its topic's back."""
    age_s = np.maximum(0.0, now_s - served.at_s)
    left = 0.5 ** (age_s / params.TODAY_HALF_LIFE.total_seconds())
    left *= np.where(served.is_viewed, 1.0, params.EXPOSURE_UNSEEN)
    is_opened = [it in opened for it in served.article.tolist()]
    topics, authors = coded(served.topic), coded(served.author)
    met = np.bincount(topics.codes, left) * 0.5 ** np.bincount(topics.codes, is_opened)
    by_author = zip(authors.keys, np.bincount(authors.codes, left).tolist(), strict=True)
    return (
        {topic: it for topic, it in zip(topics.keys, met.tolist(), strict=True) if topic != NONE},
        {name_of(author): it for author, it in by_author if author != NONE},
    )
