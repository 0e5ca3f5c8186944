"""`bench events`: beacons through the real endpoint in two processes: how many, how soon, and none twice."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.figures import percentiles
from aggregator.bench.gauge import gauge
from aggregator.bench.site import WEB, Site, site
from aggregator.bench.spreading import GOAL_S, spread
from feeds.management.answer import UsageError, WorkFailedError

ARTICLES, READERS = 10_000, 2_000
BATCH = 20  # events of a beacon: a screen of cards or a page of reading
UNSEEN = range(15, 20)  # slots of a filled slate whose cards nobody looked at yet
PLACES = 20  # of a slate
BEACONS_EACH = 2  # of a reader: one hundred events a second of the same person are none
LEAST_READERS = 4
GOAL_EVENTS_S = 2_000


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench events`."""
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"of the site ({ARTICLES})")
    parser.add_argument("--readers", type=int, default=READERS, help=f"of {BEACONS_EACH} beacons each ({READERS})")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="of sites, as bench home keeps; events are spent")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """Raises UsageError, WorkFailedError."""
    if options["readers"] < LEAST_READERS or options["articles"] < PLACES:
        raise UsageError(f"--readers starts at {LEAST_READERS}, --articles at {PLACES}.")
    answer: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    with site(options["articles"], options["readers"], say, keep=options["keep"]) as running:
        return {**answer, **measured(running, options["readers"])}


def measured(running: Site, readers: int) -> dict[str, Any]:
    """All beacons once, the same again, and one more that the other process has to learn of."""
    groups = [range(1 + n, readers + 1, WEB) for n in range(WEB)]
    shares = [[(reader, events) for reader in group for events in of(reader)] for group in groups]
    before = running.ask({"stored": None})["events"]
    running.ask_all([{"sign_in": [reader for reader, _events in share]} for share in shares])
    with gauge(running.kinds()) as found:
        began = time.perf_counter()
        both = running.ask_all([{"beacons": share} for share in shares])
        seconds = time.perf_counter() - began
    count = sum(len(events) for share in shares for _reader, events in share)
    stored = running.ask({"stored": None})["events"] - before
    running.ask({"beacons": shares[0][:50]})
    again = running.ask({"stored": None})["events"] - before - stored
    if (stored, again) != (count, 0):
        raise WorkFailedError(f"Of {count} events {stored} were counted, and {again} once more when they came again.")
    return {
        "events": count,
        "batch": BATCH,
        "events_s": round(count / seconds),
        "counted_twice": again,
        "beacon_ms": {name: round(it, 1) for name, it in percentiles([ms for it in both for ms in it["ms"]]).items()},
        "cpu_ms_an_event": {kind: round(spent * 1000 / count, 2) for kind, spent in found.cpu_s.items()},
        **spread(running, reader=1),
    }


def of(reader: int) -> list[list[dict[str, Any]]]:
    """The beacons of a reader: cards of the filled slates that nobody looked at; the last one is read for a while."""
    slates = range((reader - 1) * 10, reader * 10)
    unseen = [slate * PLACES + slot + 1 for slate in slates for slot in UNSEEN]
    found = []
    for n in range(BEACONS_EACH):
        cards = unseen[n * (BATCH - 1) : (n + 1) * (BATCH - 1)]
        read = {"kind": "dwell", "i": cards[-1], "value": 20 + n}
        found.append([*({"kind": "view", "i": it} for it in cards), read])
    return found


def in_words(answer: dict[str, Any]) -> str:
    """The figures as lines, each beside its goal."""
    cpu = ", ".join(f"{kind} {ms} ms" for kind, ms in answer["cpu_ms_an_event"].items())
    return "\n".join(
        [
            f"{answer['events']} events in beacons of {answer['batch']}, {answer['cores']} cores",
            f"{answer['events_s']} events/s (goal {GOAL_EVENTS_S}); {cpu} an event",
            f"a beacon: p50 {answer['beacon_ms']['p50']} p95 {answer['beacon_ms']['p95']} ms",
            f"counted twice: {answer['counted_twice']}",
            f"known to the other process after {answer['popular_after_s']} s (goal {GOAL_S})",
        ]
    )


BENCHMARK = Benchmark(
    help="Beacons of readers through the real endpoint, in two processes.",
    add_arguments=add_arguments,
    run=run,
    in_words=in_words,
)
