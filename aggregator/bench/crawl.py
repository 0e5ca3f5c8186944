"""`bench crawl`: a loopback publisher of many feeds, crawled into a database of its own; reader beside it."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil

from aggregator.bench import apart
from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.gauge import Gauge, family, gauge
from aggregator.bench.talker import Talker, talking
from feeds.management.answer import UsageError, WorkFailedError

ENTRY_BYTES, LATENCY_MS = 2_500, 50  # 30 entries are 75 KB
CHANGED = 10  # every tenth feed has a new edition, whose entries are all new
UNCHANGED_SWEEPS = 3  # half a second each: the middle one counts
LARGE_ENTRIES = 3  # of a feed in the runs for linearity: 5,000 feeds of 30 would take minutes


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher and a crawler of it, side by side."""

    publisher: Talker
    crawler: Talker
    data_dir: Path
    feeds: int
    entries: int

    def sweep(self, **expected: int) -> dict[str, Any]:
        """One sweep over all feeds and what it took. Raises WorkFailedError when it did something else."""
        with gauge(self._kinds()) as found:
            counts = json.loads(self.crawler.ask())
        wrong = {name: counts[name] for name, number in expected.items() if counts[name] != number}
        if wrong or counts["errors"]:
            raise WorkFailedError(f"A sweep did not do what it should: {wrong}, expected {expected}; {counts}")
        return self._figures(counts["seconds"], found)

    def _figures(self, seconds: float, found: Gauge) -> dict[str, Any]:
        return {
            "feeds": self.feeds,
            "seconds": round(seconds, 2),
            "feeds_s": round(self.feeds / seconds, 1),
            "peak_mb": round((found.peak_bytes["crawler"] + found.peak_bytes["readers"]) / 1e6),
            "cpu_ms_a_feed": {kind: round(spent * 1000 / self.feeds, 2) for kind, spent in found.cpu_s.items()},
            "postgres_mb": round(found.peak_bytes["postgres"] / 1e6),
        }

    def _kinds(self) -> dict[str, Any]:
        crawler = psutil.Process(self.crawler.process.pid)
        crawling = family(crawler)
        return {
            "crawler": lambda: [crawler],
            "readers": lambda: crawling()[1:],
            "postgres": apart.server(self.data_dir, "postgres"),
            "valkey": apart.server(self.data_dir, "valkey"),
            "publisher": family(psutil.Process(self.publisher.process.pid)),
        }


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench crawl`."""
    parser.add_argument("--feeds", type=int, default=300, help="how many (300)")
    parser.add_argument("--entries", type=int, default=30, help="of a feed, 2.5 KB each (30)")
    parser.add_argument("--large", type=int, default=5_000, help="feeds to show linear cost with; 0: do not (5000)")
    parser.add_argument("--peer", default="", metavar="PYTHON", help="an interpreter that has lemon24/reader")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """How fast feeds are crawled, beside lemon24/reader where it is installed. Raises UsageError, WorkFailedError."""
    numbers = {name: options[name] for name in ("feeds", "entries", "large")}
    if min(numbers["feeds"], numbers["entries"]) < 1 or numbers["large"] < 0:
        raise UsageError("--feeds and --entries start at 1, --large at 0.")
    return bench(**numbers, peer=options["peer"], say=say)


def bench(*, feeds: int, entries: int, large: int, peer: str, say: Say) -> dict[str, Any]:
    """Every run, in order. `large` feeds check that cost grows linearly (0: not); `peer` is a Python with reader."""
    answer: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    say(f"{feeds} feeds of {entries} entries")
    answer |= _rounds(feeds, entries, say)
    if large:
        say(f"{large // 5} and {large} feeds of {LARGE_ENTRIES} entries")
        answer["linearity"] = _linearity(large, say)
    python = peer or (sys.executable if find_spec("reader") else "")
    if python:
        say("the same through lemon24/reader")
        answer["reader"] = _peer(python, feeds, entries, say)
        rounds = ("first", "unchanged", "changed")
        answer["times_reader"] = {
            name: round(answer[name]["feeds_s"] / answer["reader"][name]["feeds_s"], 1) for name in rounds
        }
    return answer


def _rounds(feeds: int, entries: int, say: Say) -> dict[str, Any]:
    """First crawl, nothing changed, a tenth changed."""
    with _site(feeds, entries) as site:
        answer = {"first": site.sweep(fetched=feeds, new=feeds * entries)}
        say(f"first crawl: {answer['first']}")
        again = [site.sweep(not_modified=feeds, new=0) for _sweep in range(UNCHANGED_SWEEPS)]
        answer["unchanged"] = sorted(again, key=lambda run: float(run["seconds"]))[UNCHANGED_SWEEPS // 2]
        say(f"nothing changed: {answer['unchanged']}")
        changed = int(site.publisher.ask(f"0 {CHANGED}"))
        answer["changed"] = site.sweep(fetched=changed, not_modified=feeds - changed, new=changed * entries)
        say(f"a tenth changed: {answer['changed']}")
    return {**answer, "peak_mb": max(run["peak_mb"] for run in answer.values())}


def _linearity(large: int, say: Say) -> dict[str, Any]:
    """CPU of a feed in a fifth of `large` feeds and in all of them; a ratio of 1 is linear."""
    runs = {}
    for feeds in (large // 5, large):
        with _site(feeds, LARGE_ENTRIES) as site:
            first = site.sweep(fetched=feeds, new=feeds * LARGE_ENTRIES)
            runs[str(feeds)] = {"first": first, "unchanged": site.sweep(not_modified=feeds)}
        say(f"{feeds} feeds: {runs[str(feeds)]}")
    few, many = runs.values()
    ratios = {name: round(few[name]["feeds_s"] / many[name]["feeds_s"], 2) for name in few}
    return {**runs, "cost_ratio": ratios}


def _peer(python: str, feeds: int, entries: int, say: Say) -> dict[str, Any]:
    """The same three rounds."""
    command = [python, "-P", str(Path(__file__).with_name("peer.py"))]
    with (
        apart.folder() as folder,
        _publishing(feeds, entries) as (publisher, port),
        talking([*command, port, str(feeds), str(folder)]) as reader,
    ):
        reader.hear()
        answer = {name: _round_of_peer(reader, feeds, say) for name in ("first", "unchanged")}
        publisher.ask(f"0 {CHANGED}")
        return {**answer, "changed": _round_of_peer(reader, feeds, say)}


def _round_of_peer(reader: Talker, feeds: int, say: Say) -> dict[str, Any]:
    with gauge({"reader": family(psutil.Process(reader.process.pid))}) as found:
        seconds = float(json.loads(reader.ask())["seconds"])
    figures = {
        "seconds": round(seconds, 2),
        "feeds_s": round(feeds / seconds, 1),
        "peak_mb": round(found.peak_bytes["reader"] / 1e6),
        "cpu_ms_a_feed": round(found.cpu_s["reader"] * 1000 / feeds, 2),
    }
    say(f"reader: {figures}")
    return figures


@contextmanager
def _site(feeds: int, entries: int) -> Iterator[Site]:
    """A publisher, and a crawler with a fresh database, ready to sweep."""
    with apart.folder() as folder, _publishing(feeds, entries) as (publisher, port):
        command = [sys.executable, "-m", "aggregator.bench.crawling", port, str(feeds)]
        with talking(command, **apart.given(folder)) as crawler:
            crawler.hear()
            yield Site(publisher, crawler, folder, feeds, entries)


@contextmanager
def _publishing(feeds: int, entries: int) -> Iterator[tuple[Talker, str]]:
    numbers = map(str, (feeds, entries, entries * ENTRY_BYTES, LATENCY_MS))
    with talking([sys.executable, "-m", "aggregator.bench.publisher", *numbers]) as publisher:
        yield publisher, publisher.hear()


BENCHMARK = Benchmark(
    help="Crawling feeds of a publisher on this machine into a database of its own.",
    add_arguments=add_arguments,
    run=run,
)
