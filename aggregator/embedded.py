"""PostgreSQL and Valkey from wheels, under the data folder, when no URL is given."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the embedded servers of one data folder are reached, running or not."""

    data_dir: Path
    database_url: str
    broker_url: str
    cache_url: str


def servers(data_dir: Path, *, database_url: str, broker_url: str, cache_url: str) -> Servers:
    """The addresses of a data folder's servers; given URLs replace the embedded ones."""
    run = data_dir / "run"
    return Servers(
        data_dir=data_dir,
        database_url=database_url or f"postgresql://postgres@/postgres?host={run}",
        broker_url=broker_url or f"redis+socket://{run}/valkey.sock?virtual_host=0",
        cache_url=cache_url or f"unix://{run}/valkey.sock?db=1",
    )
