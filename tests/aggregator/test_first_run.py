import pytest

from aggregator.accounts.demo import add_demo_accounts
from aggregator.accounts.models import User
from aggregator.up.first_run import STARTER, starter_feeds
from feeds.models import Feed
from feeds.opml import import_opml
from feeds.topics import FIRST_LEVEL
from tests import make

pytestmark = pytest.mark.django_db


def test_a_new_site_gets_the_starter_feeds_due_now_with_their_topics() -> None:
    added = starter_feeds(now=make.NOW)
    assert added == Feed.objects.due(make.NOW).count() >= 40
    assert Feed.objects.get(url__contains="who.int").topic == make.topic("health")
    assert not Feed.objects.filter(topic=None).exists()


def test_a_site_with_a_feed_gets_no_starter_feeds() -> None:
    make.feed()
    assert starter_feeds(now=make.NOW) == 0


def test_every_folder_of_the_starter_feeds_is_a_topic() -> None:
    folders = {line.folder for line in import_opml(STARTER.read_bytes())}
    assert folders <= {topic.slug for topic in FIRST_LEVEL}


def test_a_new_site_gets_one_account_a_role_that_can_sign_in() -> None:
    accounts = {account.email: account.password for account in add_demo_accounts()}
    moderator = User.objects.get(email="moderator@example.org")
    assert moderator.check_password(accounts["moderator@example.org"])
    assert (moderator.is_moderator, moderator.is_operator) == (True, False)
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_site_with_people_gets_no_demo_accounts() -> None:
    make.reader()
    assert add_demo_accounts() == []
