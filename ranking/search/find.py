"""A query -> the ids of the articles it finds, and those articles as a page prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable
from django.db.models import Q
from django.utils import timezone

from feeds.models import Article, Embedding, Feed, Sighting, Topic
from feeds.querysets import ArticleQuerySet, FeedQuerySet, TopicQuerySet
from ranking.models import Event
from ranking.search.fuse import fuse
from ranking.search.query import Filter, Name, Query

# Nobody reads on to there: a hundred pages.
MOST = 2_000
# The newest matches, of which the best come first. PostgreSQL reads all words of an article to rank it, 10 us each: of
# 20,000 articles with a common word that was .2 s, and ten at a million. Who looks for one means news.
RANKED = 3_000
# As many as the index of vectors finds at once (hnsw.ef_search).
MEANT = 40
# Cosine, 1 for the same. Of all-MiniLM-L6-v2 on 260 BBC articles: what nine searches had nothing to do with reached .22
# ("cure for cancer" and a computer virus), what was about the same began at .33 to .44. A larger site has more chance
# likenesses, so a little above.
CLOSE = 0.35


@dataclass(frozen=True, slots=True)
class Found:
    """Ids, best first, and which of them the words alone would not have found."""

    ids: Sequence[int]
    by_meaning: frozenset[int] = frozenset()


def find(
    query: Query,
    *,
    now: datetime,
    reader_id: int | None = None,
    vector: Sequence[float] | None = None,
    is_newest: bool = False,
    is_typing: bool = False,
) -> Found:
    """Shown articles that hold the words and pass the filters: best first, or newest first.

    With a `vector` of the words, those that mean the same are found, too. `is_typing`: the last word may be the
    beginning of one.
    """
    if query.is_empty:
        return Found([])
    among = within(query, now=now, reader_id=reader_id)
    ids = list(_worded(among, query, is_newest=is_newest, is_typing=is_typing).values_list("pk", flat=True)[:MOST])
    if vector is None or is_newest:
        return Found(ids)
    meant = _meant(among, vector)
    return Found(fuse(ids, meant), frozenset(meant).difference(ids))


def find_all(query: Query, *, now: datetime, reader_id: int | None) -> ArticleQuerySet:
    """The same as rows to be counted or narrowed further: those that hold the words, newest first."""
    return _worded(within(query, now=now, reader_id=reader_id), query, is_newest=True, is_typing=False)


def within(query: Query, *, now: datetime, reader_id: int | None) -> ArticleQuerySet:
    """The articles that pass the filters, whatever their words. What a reader saved is theirs to find while it may be
    opened at all.
    """
    among = Article.objects.reachable() if query.is_saved else Article.objects.shown()
    among = among.filter(published_at__lte=now)
    if query.is_saved is not None:
        saved = Event.objects.none() if reader_id is None else Event.objects.saved_by(reader_id)
        is_theirs = Q(pk__in=saved.values("article"))
        among = among.filter(is_theirs if query.is_saved else ~is_theirs)
    if query.before:
        among = among.filter(published_at__lt=_dawn(query.before))
    if query.after:
        among = among.filter(published_at__gte=_dawn(query.after))
    for one in query.filters:
        among = among.exclude(_of(one)) if one.is_excluded else among.filter(_of(one))
    return among


def feeds_named(value: str) -> FeedQuerySet:
    """Feeds whose title or address has these letters."""
    return Feed.objects.filter(Q(title__icontains=value) | Q(url__icontains=value))


def topics_named(value: str) -> TopicQuerySet:
    """The topics of this slug or name."""
    return Topic.objects.filter(Q(slug__iexact=value) | Q(name__iexact=value))


def articles(ids: Sequence[int]) -> list[Article]:
    """These, in their order, with what a card prints."""
    found = Article.objects.reachable().with_card().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _worded(among: ArticleQuerySet, query: Query, *, is_newest: bool, is_typing: bool) -> ArticleQuerySet:
    if not query.terms:
        return among.newest()
    asked = _in_postgres(query, is_typing=is_typing)
    return among.filter(search=asked).newest() if is_newest else among.matching(asked, most=RANKED)


def _in_postgres(query: Query, *, is_typing: bool) -> SearchQueryCombinable:
    *_others, last = query.terms
    if not (is_typing and last.may_go_on):
        return SearchQuery(query.words, config="simple", search_type="websearch")
    begins = SearchQuery(f"{last.text}:*", config="simple", search_type="raw")
    others = Query(terms=_others).words
    return SearchQuery(others, config="simple", search_type="websearch") & begins if others else begins


def _meant(among: ArticleQuerySet, vector: Sequence[float]) -> list[int]:
    """The nearest by their vectors that pass the filters. Two queries."""
    near = Embedding.objects.nearest(vector, model=settings.EMBEDDING_MODEL, limit=MEANT)
    close = [it.article_id for it in near.defer("vector") if float(getattr(it, "distance", 2)) <= 1 - CLOSE]
    kept = set(among.filter(pk__in=close).values_list("pk", flat=True)) if close else set()
    return [pk for pk in close if pk in kept]


def _of(one: Filter) -> Q:
    if one.name == Name.FEED:
        brought = Sighting.objects.filter(feed__in=feeds_named(one.value), article__isnull=False)
        return Q(pk__in=brought.values("article"))
    if one.name == Name.TOPIC:
        return Q(topic__in=topics_named(one.value)) | Q(subtopic__in=topics_named(one.value))
    if one.name == Name.AUTHOR:
        return Q(author__icontains=one.value) | Q(creator__name__icontains=one.value)
    code = one.value.lower()
    return Q(language__iexact=code) | Q(language__istartswith=f"{code}-")


def _dawn(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
