"""What a new site is given: people, starter feeds. Each step does nothing the second time."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from aggregator.accounts.demo import DemoAccount, add_demo_accounts
from feeds.add import add_unverified
from feeds.models import Feed
from feeds.opml import import_opml

STARTER = Path(settings.BASE_DIR) / "aggregator" / "starter.opml"


def people() -> list[DemoAccount]:
    """The demo accounts, if the site had no account yet."""
    return add_demo_accounts()


def starter_feeds(*, now: datetime) -> int:
    """The feeds of starter.opml, if the site has none; they are fetched by the first sweep. How many."""
    if Feed.objects.exists():
        return 0
    lines = import_opml(STARTER.read_bytes())
    for line in lines:
        add_unverified(line.url, title=line.title, topic=line.folder, now=now)
    return len(lines)
