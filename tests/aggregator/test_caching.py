"""The cache keeps its client, and is still everybody's own where it has to be."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache, caches

from aggregator.caching import KeptClient


def client_of_this_thread() -> KeptClient:
    kept: KeptClient = caches["default"]._cache  # type: ignore[attr-defined]
    return kept


def test_what_is_written_is_read_by_one_client() -> None:
    cache.set("answer", 42, timeout=10)
    assert cache.get("answer") == 42
    kept = client_of_this_thread()
    assert kept.get_client() is kept.get_client(write=True)


def test_each_thread_has_a_client_of_its_own() -> None:
    with ThreadPoolExecutor(1) as other:
        assert (
            other.submit(lambda: client_of_this_thread().get_client()).result()
            is not client_of_this_thread().get_client()
        )


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_opens_connections_of_its_own() -> None:
    cache.set("answer", 42, timeout=10)
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        os.write(write, str(cache.get("answer")).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert (os.read(read, 2), cache.get("answer")) == (b"42", 42)
