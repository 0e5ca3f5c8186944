"""What judge reads, from one row or for all of them; a feed's rhythm and its part in stories and its topics."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from feeds.health.judge import QUIET, REFUSALS, SLOW_MS, Facts, Health, State, judge
from feeds.health.rhythm import DAYS, Rhythm, rhythm
from feeds.models import Article, Feed, Sighting, Topic
from feeds.types import Because, Trouble

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MOST_TOPICS = 4  # beyond, a publisher writes about everything
ARTICLES = 500  # the newest of a month: two index look-ups each, 10 ms in all


class Judged(TypedDict):
    """What with_health adds to each feed."""

    newest_at: datetime | None
    worry: int


@dataclass(frozen=True, slots=True)
class Stories:
    """A feed's articles of the last month: how many others tell as well, and how many of those it told first."""

    articles: int
    shared: int
    first: int

    @property
    def p_shared(self) -> float:
        """The share of articles that are part of a story with others, 0 to 1."""
        return self.shared / self.articles if self.articles else 0.0

    @property
    def p_first(self) -> float:
        """The share of articles with which it told such a story first, 0 to 1."""
        return self.first / self.articles if self.articles else 0.0


def with_health(feeds: QuerySet[Feed], *, now: datetime) -> "QuerySet[WithAnnotations[Feed, Judged]]":
    """Each with `newest_at` and `worry`, the place in State of what judge would say; a test holds the two together."""
    newest = Sighting.objects.filter(feed=OuterRef("pk")).newest().values("published_at")[:1]
    is_empty = Q(newest_at__isnull=True, entries=0)
    return feeds.annotate(newest_at=Subquery(newest)).annotate(
        worry=Case(
            When(state=Feed.State.PAUSED, then=_worry(State.PAUSED)),
            When(state=Feed.State.MOVED, then=_worry(State.MOVED)),
            When(state=Feed.State.GONE, then=_worry(State.GONE)),
            When(because=Because.HELD, next_fetch_at__gt=now, failures=0, then=_worry(State.POSTPONED)),
            When(failures__gt=0, trouble__in=REFUSALS, then=_worry(State.REFUSED)),
            When(failures__gt=0, then=_worry(State.FAILING)),
            When(last_fetched_at__isnull=True, then=_worry(State.NEW)),
            When(usual_ms__gte=SLOW_MS, then=_worry(State.SLOW)),
            When(is_empty | Q(newest_at__lt=now - QUIET), then=_worry(State.QUIET)),
            default=_worry(State.WELL),
        )
    )


def _worry(state: State) -> Value:
    return Value(list(State).index(state))


def health_of(feed: Feed, *, now: datetime) -> Health:
    """How one feed is doing; a query for its newest article, unless `with_health` brought it."""
    if not hasattr(feed, "newest_at"):
        newest = feed.sightings.newest().values_list("published_at", flat=True).first()
    else:
        newest = feed.newest_at
    facts = Facts(
        row=feed.state,
        created_at=feed.created_at,
        next_fetch_at=feed.next_fetch_at,
        because=Because(feed.because),
        last_fetched_at=feed.last_fetched_at,
        last_ok_at=feed.last_ok_at,
        failures=feed.failures,
        failing_since=feed.failing_since,
        trouble=Trouble(feed.trouble),
        error=feed.last_error,
        usual_ms=feed.usual_ms,
        entries=feed.entries,
        is_undated=feed.is_undated,
        newest_at=newest,
        moved_to=feed.moved_to,
        moved_count=feed.moved_count,
        duplicate_of=str(feed.duplicate_of or ""),
    )
    return judge(facts, now=now)


def rhythm_of(feed: Feed, *, now: datetime) -> Rhythm:
    """When it published in the last thirty days, in the site's zone. One query."""
    since = now - timedelta(days=DAYS)
    moments = feed.sightings.filter(published_at__gt=since, published_at__lte=now)
    local = [timezone.localtime(at) for at in moments.values_list("published_at", flat=True)]
    return rhythm(local, now=timezone.localtime(now), known_since=timezone.localtime(feed.created_at))


def stories_of(feed: Feed, *, now: datetime) -> Stories:
    """Its part in what others tell, too: what it brought, by whoever it was found first. One query."""
    others = Sighting.objects.filter(article__story=OuterRef("article__story")).exclude(feed=feed)
    recent = feed.sightings.filter(article__isnull=False, published_at__gt=now - timedelta(days=DAYS)).newest()
    told = recent.annotate(
        is_shared=Exists(others), is_late=Exists(others.filter(published_at__lt=OuterRef("published_at")))
    )
    pairs = list(told.values_list("is_shared", "is_late")[:ARTICLES])
    shared = sum(is_shared for is_shared, _is_late in pairs)
    return Stories(len(pairs), shared, sum(is_shared and not is_late for is_shared, is_late in pairs))


def topics_of(feed: Feed, *, now: datetime) -> list[Topic]:
    """The topics that at least a tenth of its articles of the last month have, most first. One query."""
    recent = Article.objects.filter(feed=feed, published_at__gt=now - timedelta(days=DAYS), topic__isnull=False)
    counted = list(
        recent.values_list("topic", "topic__slug", "topic__name").annotate(n=Count("pk")).order_by("-n", "topic")
    )
    total = sum(count for *_topic, count in counted)
    return [
        Topic(pk=pk, slug=slug, name=name) for pk, slug, name, count in counted[:MOST_TOPICS] if count * 10 >= total
    ]
