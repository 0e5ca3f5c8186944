"""A site for the benchmarks of pages: servers of its own, filled, with two web processes; thrown away afterwards.

`python -m aggregator.bench.site ARTICLES READERS` is the process that starts its servers and fills the database; it
says `ready` and keeps them until its standard input ends.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from aggregator.bench import apart
from aggregator.bench.benchmark import Say
from aggregator.bench.filling import Size, fill
from aggregator.bench.gauge import Processes
from aggregator.bench.talker import Talker, talking
from feeds.management.answer import WorkFailedError

WEB = 2  # processes, as `manage.py up` starts
ANSWER_S = 300.0  # the longest work is 200 pages, 20 s; without a limit a server that stands still holds us for ever
FILLED = "filled"  # a file in the folder of a site that has all its rows


@dataclass(frozen=True, slots=True)
class Site:
    """The web processes, and what to watch."""

    web: tuple[Talker, ...]
    data_dir: Path

    def ask(self, work: dict[str, Any], *, process: int = 0) -> dict[str, Any]:
        """What one web process answers."""
        found: dict[str, Any] = json.loads(self.web[process].ask(json.dumps(work), within_s=ANSWER_S))
        return found

    def ask_all(self, works: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What all answer, each asked something else at the same time."""
        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(lambda pair: self.ask(pair[1], process=pair[0]), enumerate(works)))

    def kinds(self) -> dict[str, Processes]:
        """Whose processor time counts."""
        web = [psutil.Process(it.process.pid) for it in self.web]
        bench = psutil.Process()
        return {
            "web": lambda: web,
            "postgres": apart.server(self.data_dir, "postgres"),
            "valkey": apart.server(self.data_dir, "valkey"),
            "bench": lambda: [bench],  # what watching takes of the same cores
        }


@contextmanager
def site(articles: int, readers: int, say: Say, *, keep: str = "") -> Iterator[Site]:
    """The site for the time of a with-block. `keep` holds a folder for each size, filled once and used again.

    Raises WorkFailedError.
    """
    with ExitStack() as stack:
        folder = kept(keep, articles, readers) if keep else stack.enter_context(apart.folder())
        # One thread for numbers, as the web processes of `manage.py up`.
        given = apart.given(folder) | apart.NOT_DURABLE | {"OPENBLAS_NUM_THREADS": "1"}
        say(f"{articles} articles, {readers} readers")
        command = [sys.executable, "-m", "aggregator.bench.site", str(articles), str(readers)]
        stack.enter_context(talking(command, **given)).hear()
        serving = [sys.executable, "-m", "aggregator.bench.serving"]
        web = tuple(stack.enter_context(talking(serving, **given)) for _ in range(WEB))
        for it in web:
            it.hear()
        yield Site(web, folder)


def kept(keep: str, articles: int, readers: int) -> Path:
    """Where the site of this size is kept. Raises WorkFailedError for one that was left half filled.

    Such a site answers pages, faster than a full one, or waits for rows that another process is still writing.
    """
    folder = Path(keep) / f"{articles}-{readers}"
    if (folder / "postgres").exists() and not (folder / FILLED).exists():
        raise WorkFailedError(f"{folder} was not filled to its end, or is being filled. Remove it, or wait.")
    return folder


def main(articles: int, readers: int) -> None:
    """Fill, say so, and wait."""
    from django.conf import settings
    from django.utils import timezone

    from aggregator.collected import collect_static
    from aggregator.migrate import with_servers

    with with_servers():
        collect_static()
        if not (settings.DATA_DIR / FILLED).exists():
            fill(Size(articles, readers), now=timezone.now(), say=lambda line: print(line, file=sys.stderr))  # noqa: T201
            (settings.DATA_DIR / FILLED).touch()
        print("ready", flush=True)  # noqa: T201 -- the parent waits for it
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
