"""Figures of the crawl: how fetches end, how far behind the schedule it is, which feeds are slow or in trouble."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Sum
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from aggregator.ops import listed
from feeds.health import State
from feeds.health.brief import TROUBLES
from feeds.models import Feed, Fetch
from feeds.tally import DURATIONS, READINGS, Sums, sums
from feeds.types import Trouble

DAY = timedelta(hours=24)
SHOWN = 8  # feeds in trouble, and slow ones: a glance; the list of all feeds has the rest
SLOW_MS = 1_000  # what is quicker is not worth a line
_TONES = {Fetch.Result.FAILED: "bad", Fetch.Result.GONE: "bad", Fetch.Result.FETCHED: "good"}
_LAG = """
SELECT count(*), coalesce(max(behind), 0), coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY behind), 0)
FROM (SELECT extract(epoch FROM %s - next_fetch_at)::float AS behind
      FROM feeds_feed WHERE state = 'active' AND next_fetch_at <= %s) AS due
"""  # the partial index feed_due serves it


@dataclass(frozen=True, slots=True)
class Lag:
    """Feeds that are due and not taken yet, and how many seconds they wait: the longest, and 95 of 100."""

    feeds: int
    longest_s: float
    p95_s: float


@dataclass(frozen=True, slots=True)
class Part:
    """One result of fetches, its number, and where it begins and ends in the bar of all, 0 to 100."""

    label: str
    tone: str
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Crawling:
    """The last 24 hours, and now."""

    fetches: int
    new: int
    parts: tuple[Part, ...]
    troubles: tuple[tuple[str, int], ...]
    lag: Lag
    troubled: tuple[Feed, ...]
    followers: dict[int, int]
    slowest: tuple[Feed, ...]


def read(now: datetime) -> Crawling:
    """Seven queries, however many feeds there are; the index fetch_by_time serves those of fetches."""
    day = Fetch.objects.filter(fetched_at__gte=now - DAY)
    counted = dict(day.values_list("result").annotate(Count("pk")).order_by("result"))
    failed = day.exclude(trouble="").values_list("trouble").annotate(n=Count("pk")).order_by("-n", "trouble")
    slow = Feed.objects.active().filter(usual_ms__gte=SLOW_MS).order_by("-usual_ms", "pk")
    worst = listed.feeds("", "", now=now).filter(worry__lte=listed.STATES.index(State.GONE))
    return Crawling(
        fetches=sum(counted.values()),
        new=day.aggregate(new=Sum("new"))["new"] or 0,
        parts=tuple(_parts(counted)),
        troubles=tuple((str(TROUBLES.get(Trouble(code), code)), number) for code, number in failed[:SHOWN]),
        lag=lag(now),
        troubled=(troubled := tuple(worst[:SHOWN])),
        followers=listed.followers(troubled),
        slowest=tuple(slow[:SHOWN]),
    )


def lag(now: datetime) -> Lag:
    """How far behind the schedule the crawl is."""
    with connection.cursor() as cursor:
        cursor.execute(_LAG, [now, now])
        return Lag(*cursor.fetchone())


def _parts(counted: dict[str, int]) -> Iterator[Part]:
    total, start = sum(counted.values()), 0.0
    for result, label in Fetch.Result.choices:
        if count := counted.get(result, 0):
            length = 100 * count / total
            yield Part(str(label), _TONES.get(Fetch.Result(result), ""), count, round(start, 2), round(length, 2))
            start += length


def metrics(now: datetime) -> Iterator[Metric]:
    """Counters and histograms over all fetches, and the lag of now."""
    rows, behind = sums(), lag(now)
    fetches = CounterMetricFamily("news_fetches", "Fetches of feeds by result", labels=["result"])
    for result in Fetch.Result.values:
        fetches.add_metric([result], sum(row.fetches for row in rows if row.result == result))
    failures = CounterMetricFamily(
        "news_fetch_failures", "Fetches that brought nothing, by trouble", labels=["trouble"]
    )
    for code in sorted({row.trouble for row in rows} - {""}):
        failures.add_metric([code], sum(row.fetches for row in rows if row.trouble == code))
    yield from (fetches, failures)
    yield CounterMetricFamily("news_fetched_bytes", "Decoded bytes of documents", value=sum(row.size for row in rows))
    articles = CounterMetricFamily("news_articles_ingested", "Articles that fetches brought", labels=["change"])
    articles.add_metric(["new"], sum(row.new for row in rows))
    articles.add_metric(["updated"], sum(row.updated for row in rows))
    yield articles
    yield _durations(rows)
    yield _readings(rows)
    yield GaugeMetricFamily("news_crawl_lag_max_seconds", "Longest wait of a feed that is due", value=behind.longest_s)
    yield GaugeMetricFamily("news_crawl_lag_p95_seconds", "95 of 100 due feeds wait no longer", value=behind.p95_s)


def _durations(rows: Sequence[Sums]) -> Metric:
    found = HistogramMetricFamily("news_fetch_duration_seconds", "Time of fetches, from the first byte asked")
    counts = [sum(row.durations[place] for row in rows) for place in range(len(DURATIONS))]
    every, seconds = sum(row.fetches for row in rows), sum(row.duration_ms for row in rows) / 1000
    found.add_metric([], [*zip(map(str, DURATIONS), counts, strict=True), ("+Inf", every)], seconds)
    return found


def _readings(rows: Sequence[Sums]) -> Metric:
    found = HistogramMetricFamily("news_read_duration_seconds", "Time to parse, clean and fit documents")
    counts = [sum(row.readings[place] for row in rows) for place in range(len(READINGS))]
    every, seconds = sum(row.documents for row in rows), sum(row.read_ms for row in rows) / 1000
    found.add_metric([], [*zip(map(str, READINGS), counts, strict=True), ("+Inf", every)], seconds)
    return found
