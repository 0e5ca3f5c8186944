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
from feeds.models import Feed

STARTER = Path(settings.BASE_DIR) / "aggregator" / "starter.opml"


def collect_static() -> None:
    """Copy and compress the static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    print_now = sha256("\n".join(sorted(_fingerprints())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == print_now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    stamp.write_text(print_now)


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
    from feeds import subscribe  # brings the parser and the network, which most starts do not need

    lines = subscribe.import_opml(STARTER.read_text(encoding="utf-8"))
    for url, title, folder in lines:
        subscribe.add_unverified(url, title=title, topic=folder, now=now)
    return len(lines)
