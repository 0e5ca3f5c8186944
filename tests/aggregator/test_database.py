import pytest
from django.core.exceptions import ImproperlyConfigured

from aggregator.database import database
from feeds.models import Feed
from tests import make


@pytest.mark.parametrize("url", ["postgresql://[", "postgresql://h:port/x", "mysql://h/x", "nonsense"])
def test_an_address_that_is_none_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


@pytest.mark.django_db
def test_more_feeds_than_one_statement_takes_are_written_and_changed() -> None:
    feeds = [Feed(url=f"https://paper-{number}.example/rss", next_fetch_at=make.NOW) for number in range(5_000)]
    Feed.objects.bulk_create(feeds)
    for feed in feeds:
        feed.title = feed.site_url = feed.url
    Feed.objects.bulk_update(feeds, ["title", "site_url"])
    assert Feed.objects.exclude(title="").count() == 5_000
