"""`bench stories`: known stories grouped alone and among many open articles of others, beside the naive way."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from aggregator.bench.agreement import agreement
from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.crowd import Crowd, Told, made_up
from feeds.embed import EncoderError, encode
from feeds.management import json_line
from feeds.management.answer import UsageError, WorkFailedError
from feeds.stories import Arrival, Grouping, Vector

ARTICLES = 100_000
STEPS = 10  # in which the crowd comes: the last one tells what an article costs among all
NAIVE = 0.5  # cosine to the mean that the naive way asks; the best for it on the Google News set


def bench(told: Sequence[Told], *, crowd: int, say: Say) -> dict[str, Any]:
    """How well and how fast, with nothing else open and with that many articles open."""
    say(f"{len(told)} articles of known stories, {crowd} others")
    vectors, true = np.array([one.arrival.vector for one in told], dtype=np.float32), [one.story for one in told]
    alone = _placed(Grouping(), told)
    say(f"alone: {alone}")
    grouping, others, before = Grouping(), Crowd(told), psutil.Process().memory_info().rss
    for step in range(STEPS):
        arrivals = list(others.articles(crowd // STEPS))
        speed, _stories = _added(grouping, arrivals)
        say(f"{(step + 1) * len(arrivals)} open, {speed} articles a second")
    memory = round((psutil.Process().memory_info().rss - before) / 1e6)
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "articles": len(told),
        "naive": agreement(true, naive(vectors)),
        "alone": alone,
        "others": crowd,
        "among": {**_placed(grouping, told), "open": grouping.open_stories, "memory_mb": memory},
    }


def naive(vectors: Vector) -> list[int]:
    """One pass: an article joins the story whose mean is nearest, if the cosine is high enough."""
    sums, lengths, found = np.zeros_like(vectors), np.ones(len(vectors)), list[int]()
    opened = 0
    for vector in vectors:
        near = sums[:opened] @ vector / lengths[:opened]
        best = int(near.argmax()) if opened and near.max() >= NAIVE else opened
        opened = max(opened, best + 1)
        sums[best] += vector
        lengths[best] = np.linalg.norm(sums[best]) or 1.0
        found.append(best)
    return found


def _placed(grouping: Grouping, told: Sequence[Told]) -> dict[str, Any]:
    """How well the known stories are found, and how many articles a second of processor time."""
    speed, numbers = _added(grouping, [one.arrival for one in told])
    found = [grouping.whole(number) for number in numbers]
    return {**agreement([one.story for one in told], found), "articles_s": speed}


def _added(grouping: Grouping, arrivals: Sequence[Arrival]) -> tuple[int, list[int]]:
    began = time.process_time()
    numbers = [grouping.add(arrival) for arrival in arrivals]
    return round(len(arrivals) / max(time.process_time() - began, 1e-9)), numbers


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `bench stories`."""
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"others that are open meanwhile ({ARTICLES})")
    parser.add_argument(
        "--file", type=Path, metavar="FILE.jsonl", help='known stories: {"title"?, "text", "cluster"}; else made up'
    )


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """`bench` with the command's options. Raises UsageError, WorkFailedError."""
    if options["articles"] < STEPS:
        raise UsageError(f"--articles starts at {STEPS}.")
    try:
        return bench(_read(options["file"]) if options["file"] else made_up(), crowd=options["articles"], say=say)
    except EncoderError as error:
        raise WorkFailedError(str(error)) from error


def _read(file: Path) -> list[Told]:
    """The articles of a file, embedded. A row without a title is one. Raises UsageError, EncoderError."""
    rows = []
    for value, where in json_line.read(file):
        if not isinstance(value, dict) or "cluster" not in value or not isinstance(value.get("text"), str):
            raise UsageError(f'{where} is not of the form {{"title": "…", "text": "…", "cluster": …}}.')
        title = value.get("title")
        rows.append((title, value["text"], value["cluster"]) if title else (value["text"], "", value["cluster"]))
    if not rows:
        raise UsageError(f"{file} is empty.")
    vectors = encode(["\n".join(filter(None, [str(title), text])) for title, text, _story in rows])
    return [
        Told(Arrival(str(title), text, vector), str(story))
        for (title, text, story), vector in zip(rows, vectors, strict=True)
    ]


BENCHMARK = Benchmark(
    help="Stories found in one pass, alone and among many open articles of others, beside the naive way.",
    add_arguments=add_arguments,
    run=run,
)
