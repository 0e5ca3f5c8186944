"""A worker is killed in the middle of a crawl of 200 feeds: after the lease every article is there exactly once."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from aggregator.celery import app
from feeds.models import Article, Feed
from tests import make
from tests.faults.site import ROOT
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, Request, answer, publishing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
FEEDS, ENTRIES, LEASE_SECONDS = 200, 3, 2
QUEUE = f"crawl-{os.getpid()}"  # of this test alone: other tests of the run share the broker
ANSWERED = 80  # then the publisher falls silent: the worker is in its second batch of 50


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


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A real worker for the crawl queue, on the database of this test."""
    database = (
        f"postgresql://postgres@/{connection.settings_dict['NAME']}?{urlsplit(settings.EMBEDDED.database_url).query}"
    )
    ours = {"DJANGO_SETTINGS_MODULE": "aggregator.settings", "DATABASE_URL": database}
    ours |= {"FETCH_ALLOW": "127.0.0.0/8", "LEASE_SECONDS": str(LEASE_SECONDS)}
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "aggregator", "worker", "-Q", QUEUE, "-c", "1", *quiet],
        cwd=ROOT,
        env={**os.environ, **ours},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """As the kernel does when memory runs out, the worker's children with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def sweep() -> None:
    """What beat sends every 15 seconds."""
    app.send_task("feeds.crawl_due", queue=QUEUE)


def wait_until(is_so: Callable[[], bool], *, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Look again and again, doing something between looks. Fails when the time is over."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        meanwhile()
        pause.wait(0.25)


def test_every_article_is_there_once_after_the_lease() -> None:
    silence = Silence()
    with publishing(silence) as publisher:
        for number in range(FEEDS):
            make.feed(url=f"{publisher.url}/paper-{number}", title="")
        with worker() as first:
            sweep()
            assert silence.is_silent.wait(60)
            kill(first)
        saved = Article.objects.count()
        assert 0 < saved < FEEDS * ENTRIES
        silence.goes_on.set()
        with worker():
            wait_until(lambda: not Feed.objects.filter(last_ok_at=None).exists(), seconds=90, meanwhile=sweep)
    pairs = list(Article.objects.values_list("feed_id", "guid"))
    assert len(pairs) == len(set(pairs)) == FEEDS * ENTRIES
