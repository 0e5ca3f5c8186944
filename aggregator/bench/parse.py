"""`bench parse`: parsing and cleaning documents beside feedparser's default, which does both.

What our reader does beside that (fit, language, hash, words, lead picture) is measured apart, and so is the child.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.figures import peak_memory_mb, percentiles
from aggregator.bench.kinds import Document, document, documents
from feeds.clean import canonical_url
from feeds.management.answer import UsageError
from feeds.parse import NotAFeedError
from feeds.reading import clean_limited, cleaned, read, read_limited

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Reader = Callable[[Document], int]  # how many entries it found


class Cost(NamedTuple):
    """Seconds of one document."""

    wall: float
    cpu: float


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench parse`."""
    parser.add_argument("--number", type=int, default=60, metavar="N", help="how many documents it makes (60)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the fastest of N counts (3)")
    parser.add_argument("--seed", type=int, default=3, help="the same documents for the same seed")
    parser.add_argument("--documents", metavar="DIR", help="read the files below this folder instead")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """The same documents through every reader. Raises UsageError."""
    if min(options["number"], options["rounds"]) < 1:
        raise UsageError("--number and --rounds are at least 1")
    found = from_folder(Path(options["documents"])) if options["documents"] else made(options)
    say(f"{len(found)} documents, {sum(len(one.body) for one in found) / 1e6:.1f} MB")
    feeds = [one for one in found if is_feed(one)]
    differing = [difference for one in feeds for difference in compared(one)]
    costs = timed(feeds, options["rounds"])
    base = costs["feedparser_default"]
    return {
        "documents": len(found),
        "feeds": len(feeds),
        "bytes": sum(len(one.body) for one in feeds),
        "readers": {name: figures(one, base) for name, one in costs.items()},
        "ordinary_feed_ms": ordinary(options["rounds"]),
        "same_entries": len(feeds) - len({one["document"] for one in differing}),
        "differing": differing,
        "peak_memory_mb": peak_memory_mb(),
    }


def readers() -> dict[str, Reader]:
    """Who reads, by name; the first is what the others are measured against."""
    from aggregator.bench import baseline

    return {
        "feedparser_default": lambda one: baseline.as_it_comes(one.body, one.url),
        "feedparser_nh3": lambda one: baseline.with_nh3(one.body, one.url),
        "ours": lambda one: len(cleaned(one.body, url=one.url).entries),
        "ours_in_child": lambda one: len(clean_limited(one.body, url=one.url).entries),
        "ours_with_all_else": lambda one: len(read(one.body, url=one.url, now=NOW).entries),
        "all_else_in_child": lambda one: len(read_limited(one.body, url=one.url, now=NOW).entries),
    }


def timed(feeds: Sequence[Document], rounds: int) -> dict[str, list[Cost]]:
    """What each document costs each reader: its fastest round, as what else a machine does only adds.

    The readers take turns at each document, so that a busy minute is busy for all of them.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in readers()}
    silent = document("headlines", random.Random(1), name="silent")  # noqa: S311 -- it does not say its language
    for reader in readers().values():
        reader(silent)  # what is loaded on first use, the language model too, is loaded now
    for one in feeds:
        runs = [{name: _cost(reader, one) for name, reader in readers().items()} for _round in range(rounds)]
        for name, found in costs.items():
            found.append(Cost(min(run[name].wall for run in runs), min(run[name].cpu for run in runs)))
    return costs


def _cost(reader: Reader, one: Document) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    reader(one)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def figures(costs: Sequence[Cost], base: Sequence[Cost]) -> dict[str, Any]:
    """Of one reader, beside those of the first. CPU is of this process: a child's is not in it."""
    wall, cpu = sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs)
    each = {name: round(value * 1000, 2) for name, value in percentiles([cost.wall for cost in costs]).items()}
    return {
        "documents_per_s": round(len(costs) / wall, 1),
        "ratio": round(sum(cost.wall for cost in base) / wall, 1),
        "cpu_ratio": round(sum(cost.cpu for cost in base) / cpu, 1),
        "ms": each,
    }


def ordinary(rounds: int) -> dict[str, float]:
    """Milliseconds of each reader for an ordinary news feed: 30 entries, 80 KB."""
    one = document("wordpress", random.Random(1), name="ordinary")  # noqa: S311 -- the same document every time
    return {name: round(costs[0].wall * 1000, 2) for name, costs in timed([one], rounds).items()}


def is_feed(one: Document) -> bool:
    """Whether we read it at all; what we refuse on purpose is no part of the comparison."""
    try:
        read(one.body, url=one.url, now=NOW)
    except NotAFeedError:
        return False
    return True


def compared(one: Document) -> list[dict[str, Any]]:
    """How our entries differ from those that feedparser finds: their number, or where they lead."""
    from aggregator.bench import baseline

    theirs = baseline.links(one.body, one.url)
    ours = read(one.body, url=one.url, now=NOW).entries
    if len(ours) != len(theirs):
        return [{"document": one.name, "entries": len(ours), "feedparser": len(theirs)}]
    pairs = zip(ours, map(canonical_url, theirs), strict=True)
    return [{"document": one.name, "link": own.link, "feedparser": link} for own, link in pairs if own.link != link][:1]


def made(options: Mapping[str, Any]) -> list[Document]:
    """Documents from the seed."""
    return list(documents(options["seed"], options["number"]))


def from_folder(folder: Path) -> list[Document]:
    """Every file below the folder. Raises UsageError when there is none."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    if not files:
        raise UsageError(f"there is no file below {folder}")
    return [Document(str(file.relative_to(folder)), "https://a.example/feed", file.read_bytes()) for file in files]


def in_words(answer: dict[str, Any]) -> str:
    """A line a reader."""
    lines = [
        f"{name:<20}{one['documents_per_s']:>9} documents/s {one['ratio']:>6} x ({one['cpu_ratio']} of CPU)   "
        f"ordinary feed {answer['ordinary_feed_ms'][name]:>7} ms"
        for name, one in answer["readers"].items()
    ]
    same = f"the same entries in {answer['same_entries']} of {answer['feeds']} feeds"
    return "\n".join([*lines, same, *map(str, answer["differing"]), f"peak memory, MB: {answer['peak_memory_mb']}"])


BENCHMARK = Benchmark(
    help="Parsing and cleaning feeds beside feedparser's default, over the same documents.",
    add_arguments=add_arguments,
    run=run,
    in_words=in_words,
)
