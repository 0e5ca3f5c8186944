"""`python -m aggregator.bench.searching ARTICLES`: a process that searches as a web process does, without its page.

The first one fills the database of its data folder (DATA_DIR, thrown away); each says `ready` then. A line of JSON,
`{"ours": [words]}` or `{"baseline": [words]}`, is answered with the milliseconds and the number found of each.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from aggregator.bench.archive import piece
from aggregator.migrate import with_servers

if TYPE_CHECKING:
    from feeds.models import Article

LENGTH = 21  # a page of twenty, and one more that says whether there is another
EVERY_S = 30  # between two articles: what 2,000 feeds of ten pieces a week bring
LOT = 1_000  # articles made and written at a time: 3 MB
FEEDS = 100

Search = Callable[[str, datetime], "list[Article]"]


def ours(words: str, now: datetime) -> "list[Article]":
    """As the site's page of results asks."""
    from ranking.search import articles, find, parse

    return articles(find(parse(words, today=now.date()), now=now).ids[:LENGTH])


def baseline(words: str, now: datetime) -> "list[Article]":
    """Django without full-text search: the newest that contain each word, or the phrase in quotes, anywhere."""
    from django.db.models import Q

    from feeds.models import Article

    found = Article.objects.shown().filter(published_at__lte=now).with_card()
    for one in [words.strip('"')] if words.startswith('"') else words.split():
        found = found.filter(Q(title__icontains=one) | Q(summary__icontains=one) | Q(text__icontains=one))
    return list(found.newest()[:LENGTH])


def fill(articles: int) -> None:
    """Understood articles of a hundred feeds, in the empty database of this process."""
    from feeds.models import Article, Feed

    now = timezone.now()
    urls = (f"https://publisher-{number}.example/feed.xml" for number in range(FEEDS))
    feeds = Feed.objects.bulk_create(Feed(url=url, title="A paper", next_fetch_at=now) for url in urls)
    for first in range(0, articles, LOT):
        numbers = range(first, min(first + LOT, articles))
        Article.objects.bulk_create(_article(number, feeds[number % FEEDS], now) for number in numbers)


def _article(number: int, feed: Any, now: datetime) -> "Article":
    from feeds.models import Article

    made = piece(number)
    return Article(
        origin=Article.Origin.FEED,
        feed=feed,
        guid=f"g{number}",
        url=f"https://publisher.example/{number}",
        title=made.title,
        summary=made.summary,
        text=made.text,
        content_hash=f"{number:064x}",
        word_count=len(made.text.split()),
        published_at=now - timedelta(seconds=EVERY_S * number),
        visibility=Article.Visibility.ALLOW,
    )


def timed(search: Search, asked: Sequence[str]) -> dict[str, Any]:
    """Each search, one after another."""
    now, times, counts = timezone.now(), [], []
    cpu = time.process_time()
    for words in asked:
        began = time.perf_counter()
        counts.append(len(search(words, now)))
        times.append((time.perf_counter() - began) * 1000)
    return {"ms": times, "found": counts, "cpu_ms": (time.process_time() - cpu) * 1000}


SEARCHES: dict[str, Search] = {"ours": ours, "baseline": baseline}


def main(articles: int) -> None:
    """Answer each line, until standard input ends."""
    with with_servers():
        from feeds.models import Article

        is_first = not Article.objects.exists()
        if is_first:
            fill(articles)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # the baseline reads every text: 30 s may not do
            if is_first:
                cursor.execute("VACUUM ANALYZE feeds_article")  # as autovacuum leaves it
        print("ready", flush=True)  # noqa: T201 -- the parent waits for it
        for line in sys.stdin:
            [(name, asked)] = json.loads(line).items()
            print(json.dumps(timed(SEARCHES[name], asked)), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main(int(sys.argv[1]))
