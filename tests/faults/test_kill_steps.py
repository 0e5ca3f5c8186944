"""A worker is killed at the end of each step, where it writes down what it did: after the lease it is done, once."""

import asyncio
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from feeds import tasks
from feeds.models import Article, Embedding, Fetch, Media
from moderation.models import Assessment
from moderation.tasks import assess_due
from tests import make
from tests.faults.worker import kill, sweep, wait_until, worker
from tests.feeds import pictures
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, Request, answer, by_path, publishing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.FETCH_ALLOW, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path


@contextmanager
def stopped(table: str) -> Iterator[None]:
    """Nobody writes to this table; everybody reads, and claims."""
    holder = connection.copy()
    holder.set_autocommit(False)
    try:
        with holder.cursor() as cursor:
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        yield
    finally:
        holder.rollback()
        holder.close()


def waiting_for(table: str) -> list[int]:
    """The processes of PostgreSQL that want to write to this table for somebody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [table],
        )
        return [pid for (pid,) in cursor.fetchall()]


def kill_there(victim: subprocess.Popen[bytes], table: str) -> None:
    """Kill the worker; and what PostgreSQL was about to do for it, as when the machine dies with both ends."""
    kill(victim)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s::int[]) AS pid", [waiting_for(table)])


def kill_before(table: str, task: str) -> None:
    """A real worker does this task, and is killed where it wants to write to this table."""
    looks = iter(range(10**6))

    def ask_now_and_then() -> None:
        if next(looks) % 20 == 0:  # every five seconds: a lock that is waited for too long fails its task
            sweep(task)

    with worker() as victim, stopped(table):
        wait_until(lambda: bool(waiting_for(table)), seconds=120, meanwhile=ask_now_and_then)
        kill_there(victim, table)


def finish(is_done: Callable[[], bool], task: Callable[[], int]) -> None:
    """What the next worker does once the lease is over."""
    wait_until(is_done, seconds=60, meanwhile=lambda: (task(), None)[1])


def test_killed_while_a_feed_is_saved() -> None:
    document = rss(*(item(f"Entry {n}", link=f"https://paper.example/{n}") for n in range(3)), title="Paper")
    with publishing(by_path({"/feed": answer(body=document, Content_Type="text/xml")})) as publisher:
        make.feed(url=f"{publisher.url}/feed", title="")
        kill_before("feeds_fetch", "feeds.crawl_due")
        assert not Article.objects.exists()  # they were written, and the transaction died with its worker
        finish(Fetch.objects.exists, tasks.crawl_due)
    assert (Article.objects.count(), Fetch.objects.count()) == (3, 1)


def test_killed_while_an_embedding_is_saved() -> None:
    article = make.article(embed_due_at=timezone.now())
    kill_before("feeds_embedding", "feeds.embed_due")
    assert not Embedding.objects.exists()
    finish(lambda: not Article.objects.exclude(embed_due_at=None).exists(), tasks.embed_due)
    assert list(Embedding.objects.values_list("article", flat=True)) == [article.pk]


def test_killed_while_an_assessment_is_saved() -> None:
    article = make.article(assess_due_at=timezone.now(), visibility=Article.Visibility.HOLD)
    kill_before("moderation_assessment", "moderation.assess_due")
    article.refresh_from_db()
    assert article.visibility == Article.Visibility.HOLD  # nothing is shown that nobody judged
    finish(lambda: not Article.objects.exclude(assess_due_at=None).exists(), assess_due)
    assert list(Assessment.objects.values_list("article", flat=True)) == [article.pk]


def test_killed_between_the_files_of_a_picture_and_its_row() -> None:
    asked, goes_on = threading.Event(), threading.Event()

    async def keep_back(_publisher: Publisher, _request: Request, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.to_thread(goes_on.wait, 20)
        writer.write(answer(body=pictures.picture(), Content_Type="image/jpeg"))

    with publishing(keep_back) as publisher:
        row = Media.objects.create(
            article=make.article(), url=f"{publisher.url}/a.jpg", type="image", is_lead=True, due_at=timezone.now()
        )
        with worker() as victim:
            sweep("feeds.pictures_due")
            assert asked.wait(90)
            with stopped("feeds_media"):
                goes_on.set()
                wait_until(lambda: bool(waiting_for("feeds_media")), seconds=30)
                kill_there(victim, "feeds_media")
        row.refresh_from_db()
        assert row.name == ""
        finish(lambda: Media.objects.stored().exists(), tasks.pictures_due)
    assert Media.objects.get().due_at is None
