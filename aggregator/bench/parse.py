"""`bench parse`: reading documents (parse, clean, fit, language) beside feedparser's default."""

import random
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.figures import peak_memory_mb, percentiles
from aggregator.bench.kinds import Document, document, documents
from feeds.clean import canonical_url
from feeds.management.answer import UsageError
from feeds.parse import NotAFeedError
from feeds.reading import read, read_limited

Reader = Callable[[Document], int]  # how many entries it found
NOW = datetime(2026, 11, 22, tzinfo=UTC)


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
    results = {name: timed(name, reader, feeds, options["rounds"], say) for name, reader in readers().items()}
    base = results["feedparser_default"]["seconds"]
    return {
        "documents": len(found),
        "feeds": len(feeds),
        "bytes": sum(len(one.body) for one in feeds),
        "readers": {name: {**one, "ratio": round(base / one["seconds"], 1)} for name, one in results.items()},
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
        "ours": lambda one: len(read(one.body, url=one.url, now=NOW).entries),
        "ours_in_child": lambda one: len(read_limited(one.body, url=one.url, now=NOW).entries),
    }


def timed(name: str, reader: Reader, feeds: Sequence[Document], rounds: int, say: Say) -> dict[str, Any]:
    """Documents a second and milliseconds a document: of the fastest round, as what else a machine does only adds."""
    reader(feeds[0])  # what is loaded on first use is loaded now
    fastest = [min(_rounds(reader, one, rounds)) for one in feeds]
    seconds = sum(fastest)
    say(f"{name}: {len(feeds) / seconds:.1f} documents a second")
    each = {name: round(value * 1000, 2) for name, value in percentiles(fastest).items()}
    return {"documents_per_s": round(len(feeds) / seconds, 1), "seconds": round(seconds, 4), "ms": each}


def _rounds(reader: Reader, one: Document, rounds: int) -> Iterable[float]:
    for _round in range(rounds):
        began = time.perf_counter()
        reader(one)
        yield time.perf_counter() - began


def ordinary(rounds: int) -> dict[str, float]:
    """Milliseconds of each reader for an ordinary news feed: 30 entries, 75 KB."""
    one = document("wordpress", random.Random(1), name="ordinary")  # noqa: S311 -- the same document every time
    return {name: round(min(_rounds(reader, one, rounds)) * 1000, 2) for name, reader in readers().items()}


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
        f"{name:<20}{one['documents_per_s']:>9} documents/s {one['ratio']:>6} x   ordinary feed "
        f"{answer['ordinary_feed_ms'][name]:>7} ms"
        for name, one in answer["readers"].items()
    ]
    same = f"the same entries in {answer['same_entries']} of {answer['feeds']} feeds"
    return "\n".join([*lines, same, *map(str, answer["differing"]), f"peak memory, MB: {answer['peak_memory_mb']}"])


BENCHMARK = Benchmark(
    help="Reading feeds (parse, clean, fit, language) beside feedparser's default, over the same documents.",
    add_arguments=add_arguments,
    run=run,
    in_words=in_words,
)
