"""Processes of a site apart: with a data folder, a database and a cache of its own, whatever site runs beside it."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from aggregator.bench.gauge import Processes, family
from aggregator.embedded import servers

# The disk's share is not what is measured, where neither writing nor what is lost with the machine is.
NOT_DURABLE = {"DURABLE": "0"}


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder for the time of a with-block."""
    path = Path(tempfile.mkdtemp(prefix="bs-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def given(data_dir: Path) -> dict[str, str]:
    """The environment of processes that serve the site of this folder, by embedded servers."""
    return {
        "DJANGO_SETTINGS_MODULE": "aggregator.settings",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": "",
        "BROKER_URL": "",
        "CACHE_URL": "",
        "LOG_LEVEL": "ERROR",
    }


def server(data_dir: Path, name: str) -> Processes:
    """What there is of its `postgres` or its `valkey`, which run."""
    state = servers(data_dir, database_url="", broker_url="", cache_url="").state_file.read_text()
    return family(psutil.Process(json.loads(state)["processes"][name][0]))
