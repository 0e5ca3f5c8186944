"""The crawl in figures: on the operator's page, and for Prometheus."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoAssertNumQueries

from aggregator.ops import crawling
from feeds.models import Feed
from feeds.types import Trouble
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(client: Client, cache: Any) -> Client:
    client.force_login(make.operator(), backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def fetch(feed: Feed, **about: Any) -> None:
    usual = {"fetched_at": timezone.now(), "result": "fetched", "duration_ms": 300, "read_ms": 20, "new": 2}
    feed.fetches.create(**usual | about)


def samples(client: Client) -> dict[str, float]:
    """Every figure by its name and labels, read as Prometheus does."""
    text = client.get("/metrics").content.decode()
    found = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {sample.name + "".join(sorted(sample.labels.values())): sample.value for sample in found}


def test_prometheus_reads_fetches_by_result_and_how_long_they_took(client: Client, cache: Any) -> None:
    feed = make.feed()
    fetch(feed)
    fetch(feed, duration_ms=700, read_ms=0, result="not_modified", new=0)
    fetch(feed, result="failed", trouble=Trouble.TIME, duration_ms=30_000, read_ms=0, new=0)
    said = samples(client)
    assert (said["news_fetches_totalfetched"], said["news_fetches_totalfailed"]) == (1, 1)
    assert said["news_fetch_failures_totaltime"] == 1
    assert said["news_articles_ingested_totalnew"] == 2
    buckets = [said[f"news_fetch_duration_seconds_bucket{limit}"] for limit in ("0.25", "0.5", "1.0", "30.0", "+Inf")]
    assert buckets == [0, 1, 2, 3, 3]
    assert said["news_fetch_duration_seconds_sum"] == pytest.approx(31)
    assert (said["news_read_duration_seconds_count"], said["news_read_duration_seconds_bucket0.025"]) == (1, 1)


def test_the_lag_is_that_of_feeds_that_are_due(client: Client, cache: Any) -> None:
    now = timezone.now()
    for seconds in (10, 20, 400):
        make.feed(next_fetch_at=now - timedelta(seconds=seconds))
    make.feed(next_fetch_at=now + timedelta(hours=1))
    make.feed(next_fetch_at=now - timedelta(days=9), state=Feed.State.PAUSED)
    lag = crawling.lag(now)
    assert (lag.feeds, round(lag.longest_s)) == (3, 400)
    assert 20 < lag.p95_s < 400
    assert samples(client)["news_crawl_lag_max_seconds"] >= 400


def test_a_site_without_feeds_has_its_figures_too(client: Client, cache: Any) -> None:
    said = samples(client)
    assert said["news_fetches_totalfetched"] == said["news_crawl_lag_max_seconds"] == 0


def test_the_operator_sees_the_last_day(olga: Client) -> None:
    feed = make.feed(title="The Slow Sheet")
    Feed.objects.update(usual_ms=6_500)
    for _number in range(3):
        fetch(feed)
    fetch(feed, result="failed", trouble=Trouble.FORBIDDEN, new=0)
    fetch(feed, fetched_at=make.NOW - timedelta(days=9))
    page = olga.get("/ops/").content.decode()
    assert "4 fetches brought 6 new articles." in page
    assert "refuses robots 1" in page
    assert "6,500 ms" in page
    assert "1 feed is due and waits for a worker" in page


def test_the_page_costs_the_same_however_much_was_fetched(
    olga: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    feed = make.feed(failures=1)
    fetch(feed)
    olga.get("/ops/")
    with django_assert_num_queries(30) as few:
        olga.get("/ops/")
    for _number in range(20):
        fetch(make.feed(failures=2, last_error="no"), result="failed", trouble=Trouble.TIME)
    with django_assert_num_queries(len(few)):
        olga.get("/ops/")
