"""The site's figures in the words of Prometheus. They are read from the rows, so every web process says the same."""

import time
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from aggregator.ops import crawling, hubs, queues
from feeds.models import Article, Feed
from moderation.models import AuditCheck, ReviewItem
from ranking.models import Experiment


class SiteCollector(Collector):
    """Gauges, counters and histograms, read when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        began, now = time.perf_counter(), timezone.now()
        yield _by("queue_messages", "Messages waiting in the broker", "queue", queues.depths() or {})
        yield _by("rows_due", "Rows that a sweep would take now", "step", queues.due(now))
        yield _by("rows_leased", "Rows that a worker holds", "step", queues.leased(now))
        shown = {label: Article.objects.filter(visibility=label).count() for label in Article.Visibility.values}
        yield _by("articles", "Articles by visibility", "visibility", shown)
        feeds = {"active": Feed.objects.active().count(), "unreachable": Feed.objects.unreachable().count()}
        yield _by("feeds", "Feeds that are crawled, and those of them whose last fetch failed", "state", feeds)
        yield _by("hub_subscriptions", "What was asked of hubs, by state", "state", hubs.by_state())
        yield _by("hub_calls", "Deliveries of hubs to the present feeds", "result", hubs.calls())
        yield _by("experiments", "Experiments by state; stopped are those rolled back", "state", _experiments())
        yield from _audit()
        yield from _held(now)
        yield from crawling.metrics(now)
        yield GaugeMetricFamily("news_scrape_seconds", "Time these figures took", value=time.perf_counter() - began)


def _audit() -> Iterator[Metric]:
    newest = AuditCheck.objects.order_by("-checked_at", "-pk").first()
    if newest is None:
        return
    yield GaugeMetricFamily("news_audit_rows", "Rows of the audit when it was last verified", value=newest.rows)
    yield GaugeMetricFamily("news_audit_holds", "Whether the chain held then: 1, or 0", value=int(not newest.error))
    at = newest.checked_at.timestamp()
    yield GaugeMetricFamily("news_audit_checked_timestamp_seconds", "When that was", value=at)


def _held(now: datetime) -> Iterator[Metric]:
    overdue = ReviewItem.objects.overdue(now).count()
    held = ReviewItem.objects.open().filter(article__visibility=Article.Visibility.HOLD, second_of=None)
    oldest = held.aggregate(at=Min("opened_at"))["at"]
    seconds = (now - oldest).total_seconds() if oldest is not None else 0.0
    yield GaugeMetricFamily("news_held_overdue", "Articles held for more than a day without a decision", value=overdue)
    yield GaugeMetricFamily("news_held_oldest_seconds", "How long the oldest of those held waits", value=seconds)


def _experiments() -> dict[str, int]:
    found = dict(Experiment.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state, 0) for state in Experiment.State.values}


def _by(name: str, documentation: str, label: str, values: dict[str, int]) -> Metric:
    gauge = GaugeMetricFamily(f"news_{name}", documentation, labels=[label])
    for key, value in values.items():
        gauge.add_metric([key], value)
    return gauge


def text() -> bytes:
    """The figures as Prometheus reads them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SiteCollector())
    return generate_latest(registry)
