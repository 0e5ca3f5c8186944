"""`bench search`: articles by their words, beside Django's `icontains`, on a site of a size."""

import json
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

from aggregator.bench import apart
from aggregator.bench.archive import KINDS, searches
from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.figures import percentiles
from aggregator.bench.gauge import Processes, gauge
from aggregator.bench.talker import Talker, talking
from feeds.management.answer import UsageError

ARTICLES, READERS, SEARCHES = 20_000, 2, 50
WARM = 3  # searches of each kind before it counts
NAMES = ("ours", "baseline")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench search`."""
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"of the site ({ARTICLES})")
    parser.add_argument("--readers", type=int, default=READERS, help=f"who search at the same time ({READERS})")
    parser.add_argument("--searches", type=int, default=SEARCHES, help=f"of each of four kinds ({SEARCHES})")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """One search after another, then several readers at once. Raises UsageError, WorkFailedError."""
    articles, readers, count = (options[name] for name in ("articles", "readers", "searches"))
    if min(articles, readers, count) < 1:
        raise UsageError("--articles, --readers and --searches start at 1.")
    with apart.folder() as folder:
        return bench(folder, articles=articles, readers=readers, count=count, say=say)


def bench(folder: Path, *, articles: int, readers: int, count: int, say: Say) -> dict[str, Any]:
    """The same with the site of this folder, which is filled if it has no articles."""
    answer: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    say(f"{articles} articles")
    asked, warm = list(searches(count, articles)), [words for _kind, words in searches(WARM, articles)]
    with _crew(folder, articles, readers) as (crew, kinds):
        for name in NAMES:
            _ask_all(crew, name, [warm] * readers)
            answer[name] = _measured(crew, kinds, name, asked)
            say(f"{name}: {answer[name]}")
    p95 = [answer[name]["all"]["p95"] for name in NAMES]
    per_second = [answer[name]["searches_s"] for name in NAMES]
    times = {"p95": round(p95[1] / p95[0], 1), "searches_s": round(per_second[0] / per_second[1], 1)}
    return {**answer, "articles": articles, "readers": readers, "searches": len(asked), "times_baseline": times}


def _measured(
    crew: Sequence[Talker], kinds: Mapping[str, Processes], name: str, asked: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Milliseconds of searches one by one, and how many a second when all readers search."""
    words = [one for _kind, one in asked]
    [alone] = _ask_all(crew[:1], name, [words])
    by_kind = {kind: [ms for (it, _), ms in zip(asked, alone["ms"], strict=True) if it == kind] for kind in KINDS}
    with gauge(kinds) as taken:
        began = time.perf_counter()
        _ask_all(crew, name, [words] * len(crew))
        seconds = time.perf_counter() - began
    count = len(words) * len(crew)
    return {
        "all": _rounded(alone["ms"]),
        **{kind: _rounded(ms) for kind, ms in by_kind.items()},
        "found_none": alone["found"].count(0),
        "searches_s": round(count / seconds, 1),
        "cpu_ms_a_search": {kind: round(spent * 1000 / count, 2) for kind, spent in taken.cpu_s.items()},
        "peak_mb": {kind: round(size / 1e6) for kind, size in taken.peak_bytes.items()},
    }


def _rounded(ms: Sequence[float]) -> dict[str, float]:
    return {name: round(it, 2) for name, it in percentiles(ms).items()}


def _ask_all(crew: Sequence[Talker], name: str, asked: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """What each process answers, all at the same time."""
    with ThreadPoolExecutor(len(crew)) as pool:
        lines = pool.map(lambda pair: pair[0].ask(json.dumps({name: pair[1]})), zip(crew, asked, strict=True))
        return [json.loads(line) for line in lines]


@contextmanager
def _crew(folder: Path, articles: int, readers: int) -> Iterator[tuple[tuple[Talker, ...], dict[str, Processes]]]:
    """Processes that search one filled database, and what to watch."""
    given = apart.given(folder) | apart.NOT_DURABLE
    command = [sys.executable, "-m", "aggregator.bench.searching", str(articles)]
    with ExitStack() as stack:
        crew: tuple[Talker, ...] = ()
        for _reader in range(readers):  # the first one fills
            crew += (stack.enter_context(talking(command, **given)),)
            crew[-1].hear()
        web = [psutil.Process(it.process.pid) for it in crew]
        yield crew, {"search": lambda: web, "postgres": apart.server(folder, "postgres")}


def in_words(answer: dict[str, Any]) -> str:
    """A line a kind of search, ours beside the baseline."""
    rows = [f"{answer['articles']} articles, {answer['cores']} cores; baseline: icontains of title, summary and text"]
    for kind in ("all", *KINDS):
        mine, theirs = (answer[name][kind] for name in NAMES)
        rows.append(
            f"{kind:<10} p50 {mine['p50']} p95 {mine['p95']} ms; baseline {theirs['p50']} and {theirs['p95']} ms"
        )
    mine, theirs = (answer[name]["searches_s"] for name in NAMES)
    return "\n".join([*rows, f"{mine} searches/s with {answer['readers']} readers at once; baseline {theirs}"])


BENCHMARK = Benchmark(
    help="Articles by their words, beside Django's icontains, one reader and several at once.",
    add_arguments=add_arguments,
    run=run,
    in_words=in_words,
)
