"""`bench home`: the front page as a web process serves it, at several sizes of a site, stage by stage."""

import os
import random
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.figures import percentiles
from aggregator.bench.gauge import gauge, own_memory
from aggregator.bench.site import Site, site
from aggregator.bench.spreading import spread
from feeds.management.answer import UsageError

ARTICLES, READERS, PAGES = 10_000, 10_000, 200
LEAST = 500  # articles: fewer are no page of twenty for readers who have seen two hundred
WARM = 10  # pages before it counts: what is compiled and loaded once
SEARCHES = 4  # by three interests each, of all vectors in PostgreSQL: half a second each at a million
GOAL_MS, GOAL_PAGES_S, GOAL_QUERIES = 50, 60, 30


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench home`."""
    parser.add_argument("--articles", type=int, nargs="+", default=[ARTICLES], help=f"sizes of the site ({ARTICLES})")
    parser.add_argument("--readers", type=int, default=READERS, help=f"with 200 events each ({READERS})")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"asked of each process ({PAGES})")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="sites to fill once and use again")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """Every size, smallest first. Raises UsageError, WorkFailedError."""
    sizes = sorted(set(options["articles"]))
    if sizes[0] < LEAST or options["readers"] < 1 or options["pages"] < 1:
        raise UsageError(f"--articles starts at {LEAST}, --readers and --pages at 1.")
    answer: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    found = {}
    for articles in sizes:
        with site(articles, options["readers"], say, keep=options["keep"]) as running:
            found[str(articles)] = measured(running, options["readers"], options["pages"])
        say(f"{articles} articles: {found[str(articles)]}")
    p95 = [it["alone"]["p95"] for it in found.values()]
    return {**answer, "readers": options["readers"], "sizes": found, "largest_to_smallest": round(p95[-1] / p95[0], 2)}


def measured(running: Site, readers: int, pages: int) -> dict[str, Any]:
    """One page after the other, then in both processes at once, then stage by stage, and search beside brute force."""
    dice = random.Random(7)  # noqa: S311 -- the same readers every time

    def some(count: int) -> list[int]:
        return [dice.randint(1, readers) for _ in range(count)]

    running.ask_all([{"readers": some(WARM)} for _ in running.web])
    alone = running.ask({"readers": some(pages)})
    groups = [some(pages) for _ in running.web]
    running.ask_all([{"sign_in": group} for group in groups])
    with gauge(running.kinds()) as found:
        began = time.perf_counter()
        both = running.ask_all([{"readers": group} for group in groups])
        seconds = time.perf_counter() - began
    count = pages * len(both)
    return {
        "alone": {**_rounded(percentiles(alone["ms"])), "cards": min(alone["cards"])},
        "together": {
            **_rounded(percentiles([ms for it in both for ms in it["ms"]])),
            "pages_s": round(count / seconds, 1),
            "asking_ms": round(running.ask({"asking": 1})["cpu_ms"], 2),
            "cpu_ms_a_page": {kind: round(spent * 1000 / count, 1) for kind, spent in found.cpu_s.items()},
        },
        "memory_mb": {kind: round(own_memory(which()) / 1e6) for kind, which in running.kinds().items()},
        "stages": running.ask({"stages": some(min(pages, 50))}),
        "nearest": running.ask({"search": some(SEARCHES)}),
        "act": spread(running, reader=1),
    }


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(it, 1) for name, it in figures.items()}


def in_words(answer: dict[str, Any]) -> str:
    """The figures as lines, each beside its goal."""
    lines = [f"{answer['readers']} readers with 200 events each, {answer['cores']} cores, load {answer['load_before']}"]
    for articles, found in answer["sizes"].items():
        lines += _lines(articles, found)
    if len(answer["sizes"]) > 1:
        lines.append(f"p95 at the largest size to that at the smallest: {answer['largest_to_smallest']} (goal 2)")
    return "\n".join(lines)


def _lines(articles: str, found: Mapping[str, Any]) -> Sequence[str]:
    alone, together, stages, near = (found[name] for name in ("alone", "together", "stages", "nearest"))
    cpu = ", ".join(f"{kind} {ms} ms" for kind, ms in together["cpu_ms_a_page"].items())
    memory = ", ".join(f"{kind} {mb} MB" for kind, mb in found["memory_mb"].items())
    return [
        f"{articles} articles: p50 {alone['p50']} p95 {alone['p95']} p99 {alone['p99']} ms (goal p95 {GOAL_MS})",
        f"  two processes: {together['pages_s']} pages/s (goal {GOAL_PAGES_S}), p95 {together['p95']} ms; {cpu} a page",
        f"  of the web's, {together['asking_ms']} ms are the asking's",
        f"  {stages['queries']} queries (goal {GOAL_QUERIES}); milliseconds of processor, of database, queries:",
        *(
            f"    {name:12}{ms:8.2f}{stages['database'].get(name, 0.0):8.2f}{stages['asked'].get(name, 0.0):6.1f}"
            for name, ms in stages["cpu"].items()
        ),
        f"  nearest for three interests: {near['window_ms']} ms in the window, {near['found']:.0%} of the true ones",
        f"  the same by brute force in PostgreSQL over all: {near['brute_force_ms']} ms",
        f"  memory, what processes share divided among them: {memory}",
        f"  an opening is on the reader's next page, and popular elsewhere after {found['act']['popular_after_s']} s",
    ]


BENCHMARK = Benchmark(
    help="The front page in the server, stage by stage, on a site that it fills.",
    add_arguments=add_arguments,
    run=run,
    in_words=in_words,
)
