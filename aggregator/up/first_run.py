"""What a new site is given: static files, people, starter feeds. Each step does nothing the second time."""

import sys
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from aggregator.accounts.demo import DemoAccount, add_demo_accounts
from feeds.add import add_unverified
from feeds.models import Feed
from feeds.opml import import_opml

STARTER = Path(settings.BASE_DIR) / "aggregator" / "starter.opml"


def collect_static() -> None:
    """Copy and compress the static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    found = sha256("\n".join(sorted(_fingerprints())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == found:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    stamp.write_text(found)


def _fingerprints() -> Iterator[str]:
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {storage.size(path)} {storage.get_modified_time(path)}"


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
