import random
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from feeds import page_plan
from feeds.crawl import Claim, add, sweep
from feeds.management.answer import AnswerCommand, UsageError
from feeds.models import Article, Feed
from feeds.tasks import crawl_pages
from feeds.types import CrawlCounts
from feeds.understand import understand
from moderation.assess import assess_many

# Claimed at a time, as the workers do: they and this command share the work.
FEEDS = 50
ARTICLES = 192


class Command(AnswerCommand):
    help = "One sweep in the foreground: due feeds through ingest, every due article through embed and assess."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--all", action="store_true", help="every active feed, whether it is due or not")
        parser.add_argument("--feed", type=int, action="append", default=[], metavar="ID", help="only this feed")

    def work(self, **options: Any) -> dict[str, Any]:
        """One sweep in the foreground; a feed that fails is counted and told, and fails nothing else."""
        started = time.monotonic()
        counts = self.crawl(everyone=options["all"], only=options["feed"])
        for url, error in counts.errors.items():
            self.say(f"{url}: {error}")
        # Before they are understood, as in the background: what an article waits for is its page.
        pages = crawl_pages()
        self.say(f"pages: {pages} whole texts")
        page_plan.release_all(now=timezone.now())
        embedded = self.work_off("embed")
        assessed = self.work_off("assess")
        seconds = round(time.monotonic() - started, 1)
        return {**asdict(counts), "pages": pages, "embedded": embedded, "assessed": assessed, "seconds": seconds}

    def crawl(self, *, everyone: bool, only: Sequence[int]) -> CrawlCounts:
        """Every feed that was asked for, or all that are due until none is."""
        counts, has_more = CrawlCounts(), True
        while has_more:
            before = counts.feeds
            for done in sweep(claims(everyone=everyone, only=only), rng=random.Random()):  # noqa: S311 -- spreads visits
                counts = add(counts, done)
                self.say(f"{counts.feeds} feeds, {counts.new} new and {counts.updated} changed articles")
            # An address that turned out to be a page of a feed is due again at once.
            has_more = counts.feeds > before and not (everyone or only)
        return counts

    def work_off(self, step: str) -> int:
        """Understand or assess everything that is due; how many articles."""
        count = 0
        while ids := Article.objects.claim_due(step, timezone.now(), lease=settings.LEASE, limit=ARTICLES):
            count += understand(ids, now=timezone.now()) if step == "embed" else assess_many(ids, now=timezone.now())
            self.say(f"{step}: {count} articles")
        return count

    def say(self, line: str) -> None:
        """Progress, on standard error."""
        self.stderr.write(line, self.style.NOTICE)

    def in_words(self, answer: Any) -> str:
        """A line a count, then each feed that failed and why."""
        failed = [f"  {url}: {error}" for url, error in answer["errors"].items()]
        numbers = [f"{name:<12} {value}" for name, value in answer.items() if name != "errors"]
        return "\n".join([*numbers, *failed])


def claims(*, everyone: bool, only: Sequence[int]) -> Iterator[Claim]:
    """The feeds to crawl, a batch at a time. Raises UsageError for an id that is none."""
    if only:
        missing = set(only) - set(Feed.objects.filter(pk__in=only).values_list("pk", flat=True))
        if missing:
            raise UsageError(f"There is no feed {', '.join(map(str, sorted(missing)))}; the feeds are listed on /ops/.")
        yield timezone.now(), list(only)
    elif everyone:
        ids = list(Feed.objects.active().order_by("pk").values_list("pk", flat=True))
        yield from ((timezone.now(), ids[start : start + FEEDS]) for start in range(0, len(ids), FEEDS))
    else:
        while ids := Feed.objects.claim_due(timezone.now(), lease=settings.LEASE, limit=FEEDS):
            yield timezone.now(), ids
