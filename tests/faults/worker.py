"""A real Celery worker on the database of a test, and waiting for what it does."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from aggregator.celery import app
from tests.faults.site import ROOT

LEASE_SECONDS = 2
QUEUE = f"faults-{os.getpid()}"  # of this process alone: other tests of the run share the broker


@contextmanager
def worker(*, processes: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker, on the database of this test."""
    database = (
        f"postgresql://postgres@/{connection.settings_dict['NAME']}?{urlsplit(settings.EMBEDDED.database_url).query}"
    )
    ours = {"DJANGO_SETTINGS_MODULE": "aggregator.settings", "DATABASE_URL": database}
    ours |= {"FETCH_ALLOW": "127.0.0.0/8", "LEASE_SECONDS": str(LEASE_SECONDS)}
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "aggregator", "worker", "-Q", QUEUE, "-c", str(processes), *quiet],
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


def sweep(*tasks: str) -> None:
    """What beat sends every few seconds."""
    for task in tasks:
        app.send_task(task, queue=QUEUE)


def wait_until(is_so: Callable[[], bool], *, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Look again and again, doing something between looks. Fails when the time is over."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        meanwhile()
        pause.wait(0.25)
