"""The broker is emptied and the database crashes in the middle of a crawl: nothing is lost, nothing is there twice."""

import asyncio
import threading
from pathlib import Path

import psutil
import psycopg
import pytest
import redis
from psycopg import OperationalError

from aggregator import embedded
from aggregator.embedded.postgres import data_folder as cluster
from tests.faults.site import Site, manage
from tests.faults.worker import wait_until
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, Request, answer, publishing

pytestmark = pytest.mark.timeout(300)
FEEDS, ENTRIES, ANSWERED = 40, 3, 15
LINE = '<outline type="rss" xmlUrl="{}/paper-{}" text="Paper {}"/>'


class Silence:
    """A publisher of many feeds who stops answering in the middle, until told to go on."""

    def __init__(self) -> None:
        self.is_silent, self.goes_on = threading.Event(), threading.Event()

    async def __call__(self, publisher: Publisher, request: Request, writer: asyncio.StreamWriter) -> None:
        again = len(publisher.requests) - len({one.path for one in publisher.requests})
        is_first = [one.path for one in publisher.requests].count(request.path) == 1  # that of `subscribe`
        if again > ANSWERED and not is_first and not self.goes_on.is_set():
            self.is_silent.set()
            await asyncio.to_thread(self.goes_on.wait, 60)
        name = request.path.strip("/")
        entries = [item(f"{name} {n}", link=f"https://{name}.example/{n}") for n in range(ENTRIES)]
        writer.write(answer(body=rss(*entries, title=name), Content_Type="text/xml"))


def servers_of(folder: Path) -> embedded.Servers:
    return embedded.servers(folder, database_url="", broker_url="", cache_url="")


def ask(servers: embedded.Servers, query: str) -> list[tuple[int, ...]]:
    """Rows of the site's database; none while it recovers."""
    try:
        with psycopg.connect(servers.database_url) as database:
            return database.execute(query).fetchall()
    except OperationalError:
        return []


def crash(servers: embedded.Servers) -> None:
    """Kill a process of PostgreSQL: the postmaster ends all others at once and recovers, as after `-m immediate`."""
    folder = str(cluster(servers))
    (postmaster,) = (
        one for one in psutil.process_iter() if one.name() == "postgres" and folder in " ".join(one.cmdline())
    )
    backend = next(child for child in postmaster.children() if "checkpointer" not in " ".join(child.cmdline()))
    backend.kill()


def test_a_crawl_survives_its_servers(data_folder: Path) -> None:
    silence, servers = Silence(), servers_of(data_folder)
    counts = "SELECT count(*), count(DISTINCT (feed_id, guid)) FROM feeds_article"
    with (
        publishing(silence) as publisher,
        Site(data_folder, FETCH_ALLOW="127.0.0.0/8", LEASE_SECONDS="5", DURABLE="1") as site,
    ):
        lines = "".join(LINE.format(publisher.url, number, number) for number in range(FEEDS))
        (data_folder / "list.opml").write_text(f'<opml version="2.0"><head/><body>{lines}</body></opml>')
        manage(data_folder, "subscribe", "--opml", str(data_folder / "list.opml"), FETCH_ALLOW="127.0.0.0/8")
        assert silence.is_silent.wait(90)
        redis.Redis.from_url(servers.cache_url).flushall()
        crash(servers)
        silence.goes_on.set()
        wait_until(lambda: ask(servers, counts) == [(FEEDS * ENTRIES, FEEDS * ENTRIES)], seconds=150)
        assert site.home() == 200
