"""`python -m aggregator.bench.crawling PORT FEEDS`: a process that crawls a publisher's feeds as the workers do.

It says `ready` once its data folder (DATA_DIR, thrown away) has a database with the feeds. Each line on standard input
makes all feeds due and is answered with a line of JSON: what the sweep did, and in how many seconds.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import timedelta
from functools import reduce

from django.conf import settings
from django.utils import timezone

from aggregator.bench.documents import document
from aggregator.migrate import migrate_apart, with_servers
from feeds.fetch import Policy, from_settings
from feeds.fetch.batch import READERS
from feeds.fetch.guard import networks


def loopback(_host: str, _port: int) -> tuple[str, ...]:
    """Every name is this machine: the feeds have a domain each, as publishers have, and all manners are kept."""
    return ("127.0.0.1",)


def policy(port: int) -> Policy:
    """The site's own rules, but for the names and the one port."""
    site = from_settings()
    return replace(site, allow=networks(["127.0.0.0/8"]), paces_open=True, ports=site.ports | {port}, look_up=loopback)


def add_feeds(port: int, count: int) -> None:
    """One feed a paper, each at a domain of its own."""
    from feeds.models import Feed

    now = timezone.now()
    urls = (f"http://paper{number}.example:{port}/{number}" for number in range(count))
    Feed.objects.bulk_create(Feed(url=url, next_fetch_at=now) for url in urls)


def once(rules: Policy) -> dict[str, object]:
    """All feeds, once."""
    from feeds.crawl import Claim, add, sweep
    from feeds.models import Feed
    from feeds.tasks import FEEDS
    from feeds.types import CrawlCounts

    Feed.objects.update(next_fetch_at=timezone.now() - timedelta(seconds=1))
    began, started_at = time.perf_counter(), timezone.now()

    def claims() -> Iterator[Claim]:
        """Feeds that are due, claimed as the sweep does, with the moment of the claim."""
        while ids := Feed.objects.claim_due(started_at, lease=settings.LEASE, limit=FEEDS):
            yield timezone.now(), ids

    dice = random.Random(1)  # noqa: S311 -- the same every time
    counts = reduce(add, sweep(claims(), rng=dice, policy=rules), CrawlCounts())
    return {**asdict(counts), "seconds": time.perf_counter() - began}


def warm_up() -> None:
    """Bring this process and its readers to where a worker is that has been at work: started, with all they import."""
    import feeds.crawl
    import feeds.tasks  # noqa: F401 -- a worker has both
    from feeds.reading import read_limited

    # With a language and without: who has to guess one loads a model.
    made = [document(number, entries=2, size=6_000) for number in (3, 4)] * READERS
    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda body: read_limited(body, now=timezone.now()), made))


def main(port: int, feeds: int) -> None:
    """Sweep for each line, until standard input ends."""
    with with_servers(migrate_apart):  # a worker has not migrated: what that leaves in memory is not its own
        rules = policy(port)
        add_feeds(port, feeds)
        warm_up()
        print("ready", flush=True)  # noqa: T201 -- the parent waits for it
        for _line in sys.stdin:
            # No feed is visited twice within a second: what the sweep before asked last would be waited for.
            time.sleep(rules.spacing_s)
            print(json.dumps(once(rules)), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
