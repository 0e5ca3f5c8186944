"""A worker is killed in the middle of a crawl of 200 feeds: after the lease every article is there exactly once."""

import asyncio
import threading

import pytest

from feeds.models import Article, Feed
from tests import make
from tests.faults.worker import kill, sweep, wait_until, worker
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, Request, answer, publishing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
FEEDS, ENTRIES = 200, 3
ANSWERED = 80  # then the publisher falls silent: the worker is on its way through the feeds


class Silence:
    """A publisher of 200 feeds who stops answering in the middle, until told to go on."""

    def __init__(self) -> None:
        self.is_silent, self.goes_on = threading.Event(), threading.Event()

    async def __call__(self, publisher: Publisher, request: Request, writer: asyncio.StreamWriter) -> None:
        if len(publisher.requests) > ANSWERED and not self.goes_on.is_set():
            self.is_silent.set()
            await asyncio.to_thread(self.goes_on.wait, 60)
        name = request.path.strip("/")
        entries = [item(f"{name} {n}", link=f"https://{name}.example/{n}") for n in range(ENTRIES)]
        writer.write(answer(body=rss(*entries, title=name), Content_Type="text/xml"))


def crawl() -> None:
    sweep("feeds.crawl_due")


def test_every_article_is_there_once_after_the_lease() -> None:
    silence = Silence()
    with publishing(silence) as publisher:
        for number in range(FEEDS):
            make.feed(url=f"{publisher.url}/paper-{number}", title="")
        with worker() as first:
            crawl()
            assert silence.is_silent.wait(60)
            wait_until(Article.objects.exists, seconds=60)  # it fetches ahead of what it saves
            kill(first)
        assert Article.objects.count() < FEEDS * ENTRIES
        silence.goes_on.set()
        with worker():
            wait_until(lambda: not Feed.objects.filter(last_ok_at=None).exists(), seconds=90, meanwhile=crawl)
    pairs = list(Article.objects.values_list("feed_id", "guid"))
    assert len(pairs) == len(set(pairs)) == FEEDS * ENTRIES
