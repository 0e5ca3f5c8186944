"""SLATE: what was served before is remembered, what is served now is written down before it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from feeds.compiled import compiled
from feeds.models import Article, Feed
from ranking import params, pipeline
from ranking.models import Event, Impression, Slate
from ranking.querysets import among
from ranking.types import Candidate, Memory, Placed, Visit, author_of
from ranking.writing import store

# article, topic, feed, creator, served at, page, surface, was seen
ServedRow = tuple[int, int | None, int | None, int | None, datetime, int, int | None, bool]
# A row a slate: four hundred rows with a time each cost 2 ms of processor more to read.
_SERVED = """
    SELECT served_at, page, surface, array_agg(article_id), array_agg(topic_id), array_agg(feed_id),
        array_agg(creator_id), array_agg(viewed)
    FROM (
        SELECT slate.id AS slate_id, slate.served_at, slate.page, slate.topic_id AS surface,
            shown.article_id, article.topic_id, article.feed_id, article.creator_id, EXISTS (
                SELECT FROM ranking_event WHERE impression_id = shown.id AND kind = 'view'
            ) AS viewed
        FROM ranking_slate slate JOIN ranking_impression shown ON shown.slate_id = slate.id
            JOIN feeds_article article ON article.id = shown.article_id
        WHERE {who} AND slate.served_at > %(since)s
        ORDER BY slate.served_at DESC, shown.id DESC LIMIT %(most)s
    ) newest
    GROUP BY slate_id, served_at, page, surface
    ORDER BY served_at DESC, slate_id
"""

_Kind = Event.Kind


def _acts(done: QuerySet[Event], since: datetime) -> QuerySet[Event, Any]:
    kinds = (_Kind.PLAY, _Kind.HIDE, _Kind.UNHIDE, _Kind.REPORT)
    acts = done.filter(kind__in=kinds, happened_at__gt=since).order_by("happened_at", "pk")
    return acts.values_list("kind", "article_id", "article__story_id")


@compiled
def _acts_of_reader(reader_id: int, since: datetime) -> QuerySet[Event, Any]:
    return _acts(Event.objects.by(reader_id, ""), since)


@compiled
def _acts_of_stranger(visitor: str, since: datetime) -> QuerySet[Event, Any]:
    return _acts(Event.objects.by(None, visitor), since)


_titles = compiled(lambda ids: Article.objects.shown().filter(pk__in=among([ids])).values_list("pk", "title"))


def remember(visit: Visit) -> Memory:
    """What this reader or stranger was served and did. Two queries."""
    opened, hidden, stories = _done(visit)
    return memory(_served(visit), visit=visit, opened=opened, hidden=hidden, hidden_stories=stories)


def memory(
    rows: Sequence[ServedRow],
    *,
    visit: Visit,
    opened: frozenset[int],
    hidden: frozenset[int],
    hidden_stories: frozenset[int],
) -> Memory:
    """The same from impressions that were read already, newest first. Asks nobody."""
    surface = [row for row in rows if row[6] == visit.topic_id]
    started = max((row[4] for row in surface if row[5] == 0), default=visit.now)
    topics, authors = _today(rows, opened, visit.now)
    return Memory(
        visit=frozenset(row[0] for row in surface if visit.page and row[4] >= started and row[5] < visit.page),
        served=frozenset(row[0] for row in surface if row[4] > visit.now - params.SERVED_WINDOW),
        seen=frozenset(row[0] for row in surface if row[7] and row[4] > visit.now - params.SEEN_WINDOW),
        opened=opened,
        hidden=hidden,
        hidden_stories=hidden_stories,
        topics_today=topics,
        authors_today=authors,
    )


def _served(visit: Visit) -> Sequence[ServedRow]:
    """The newest params.MEMORY_ROWS of the week, and as many again as the earlier pages of this visit hold."""
    if visit.reader_id is None and not visit.visitor:
        return []
    given = {
        "reader": visit.reader_id,
        "visitor": visit.visitor,
        "since": visit.now - params.SEEN_WINDOW,
        "most": params.MEMORY_ROWS + params.PAGE_SIZE * visit.page,
    }
    who = "slate.reader_id IS NULL AND slate.visitor = %(visitor)s"
    with connection.cursor() as cursor:
        cursor.execute(_SERVED.format(who=who if visit.reader_id is None else "slate.reader_id = %(reader)s"), given)
        pages = cursor.fetchall()
    return [
        (*piece, served_at, page, surface, viewed)
        for served_at, page, surface, articles, topics, feeds, creators, views in pages
        for *piece, viewed in zip(articles, topics, feeds, creators, views, strict=True)
    ]


def _done(visit: Visit) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Articles opened, articles hidden or reported, stories hidden; a hide that was taken back is none."""
    since = visit.now - params.EVENTS_WINDOW
    if visit.reader_id is not None:
        acts = _acts_of_reader(visit.reader_id, since)
    else:
        acts = _acts_of_stranger(visit.visitor, since) if visit.visitor else []
    opened: set[int] = set()
    reported: set[int] = set()
    hidden: dict[int, int | None] = {}
    for what, article_id, story_id in acts:
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


def _today(
    rows: Iterable[ServedRow], opened: frozenset[int], now: datetime
) -> tuple[Mapping[int, float], Mapping[str, float]]:
    """Exposures to topics and authors, fading over the day; a piece that was opened takes half of its topic's back."""
    topics: dict[int, float] = {}
    authors: dict[str, float] = {}
    clicks: dict[int, int] = {}
    for article_id, topic_id, feed_id, creator_id, served_at, _page, _surface, viewed in rows:
        weight = pipeline.decay(served_at, now, params.TODAY_HALF_LIFE) * (1.0 if viewed else params.EXPOSURE_UNSEEN)
        if topic_id is not None:
            topics[topic_id] = topics.get(topic_id, 0.0) + weight
            clicks[topic_id] = clicks.get(topic_id, 0) + (article_id in opened)
        if author := author_of(feed_id, creator_id):
            authors[author] = authors.get(author, 0.0) + weight
    return {topic: met * 0.5 ** clicks[topic] for topic, met in topics.items()}, authors


def names(
    placed: Sequence[Placed], articles: Mapping[int, Article], *, pairs: Mapping[tuple[int, int], float]
) -> dict[int, dict[str, str]]:
    """Topic and publisher of each piece on the page, for its reasons; the feed the reader follows, where that is
    another one; and what they opened whose readers opened it, too. A query for each of the two that there is.
    """
    read = _read_with(articles, pairs)
    feeds = _other_feeds([it.valued.candidate for it in placed])
    return {
        it.pk: {
            "topic": it.topic.name if it.topic else "",
            "author": it.publisher,
            "followed": feeds.get(it.pk, it.publisher),
            "read": read.get(it.pk, ""),
        }
        for it in articles.values()
    }


def _read_with(articles: Mapping[int, Article], pairs: Mapping[tuple[int, int], float]) -> dict[int, str]:
    """For each piece on the page the title of what was opened last that it is co-read with most."""
    strongest: dict[int, tuple[float, int]] = {}
    for (earlier, later), trend in pairs.items():
        for piece, other in ((earlier, later), (later, earlier)):
            if piece in articles:
                strongest[piece] = max(strongest.get(piece, (trend, other)), (trend, other))
    ids = {other for _trend, other in strongest.values()}
    titles = dict(_titles(list(ids))) if ids else {}
    return {piece: str(titles[other]) for piece, (_trend, other) in strongest.items() if other in titles}


def _other_feeds(candidates: Sequence[Candidate]) -> dict[int, str]:
    """Titles of the feeds that the reader follows, by the article of another feed that they brought."""
    others = {it.article_id: it.followed_feed_id for it in candidates if it.followed_feed_id not in {None, it.feed_id}}
    feeds = Feed.objects.only("title", "url").in_bulk(list(others.values())) if others else {}
    return {article: str(feeds[feed]) for article, feed in others.items() if feed in feeds}


def write(
    placed: Sequence[Placed],
    *,
    articles: Mapping[int, Article],
    visit: Visit,
    heads: str,
    weights: str,
    arm: str,
    seed: int,
    counts: Mapping[str, Mapping[str, int]],
) -> Slate:
    """The slate with its impressions, in one statement; an empty one too, for that was served as well."""
    slate = Slate(
        reader_id=visit.reader_id,
        visitor=visit.visitor,
        served_at=visit.now,
        page=visit.page,
        topic_id=visit.topic_id,
        heads=heads,
        weights=weights,
        arm=arm,
        seed=seed,
        counts=counts,
    )
    slate.served = [_impression(slate, it, articles) for it in placed]
    store(slate, slate.served)
    return slate


def _impression(slate: Slate, placed: Placed, articles: Mapping[int, Article]) -> Impression:
    valued = placed.valued
    return Impression(
        slate=slate,
        article=articles[valued.candidate.article_id],
        slot=placed.slot,
        kind=placed.kind.value,
        propensity=placed.propensity,
        pool_size=placed.pool_size,
        policy=placed.policy,
        chances={str(topic): round(p, 6) for topic, p in placed.chances.items()},
        scores=_rounded(valued.scores._asdict()),
        terms=_rounded(valued.terms),
        value=valued.value,
        features=[round(it, 6) for it in valued.features.values],
        reasons=[{"code": it.code, "params": dict(it.params), "share": it.share} for it in placed.reasons],
    )


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    """Six decimals: the rest is noise that fills the largest table."""
    return {name: round(it, 6) for name, it in numbers.items()}


def cards(slate: Slate) -> list[Impression]:
    """The impressions of a slate in slot order, with all that a card prints. One query, none where it was written."""
    if slate.served is not None:
        return slate.served
    return list(Impression.objects.filter(slate=slate).with_card().order_by("slot"))
