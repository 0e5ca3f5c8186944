"""`bench embed`: our encoder beside sentence-transformers as its manual starts it, on the same texts, in turn."""

import os
import random
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import Any

from django.conf import settings

from aggregator.bench.benchmark import Benchmark, Say
from aggregator.bench.documents import sentence
from feeds.embed import FAST_BFLOAT16, encode, encoder_folder, processor_flags
from feeds.management.answer import UsageError

TEXTS = 280  # ten seconds a round on two cores without bfloat16
ROUNDS = 3  # in turn, so that a busy minute of the machine falls on both; the middle one counts
# Words of a text: titles, titles with a summary, and articles up to what the encoder reads.
LENGTHS = (10, 12, 40, 60, 120, 200, 200)
COPIES = 4  # every fourth text is an agency's, which another publisher has sent already
# What a page's process imports; it must not drag the encoder in.
_PAGES = (
    "import sys, time; began = time.perf_counter(); import django; django.setup(); import aggregator.urls; "
    "print(round(time.perf_counter() - began, 2), int('torch' in sys.modules))"
)

Vectors = Sequence[Sequence[float]]


def bench(*, texts: int, say: Say, rounds: int = ROUNDS) -> dict[str, Any]:
    """Texts a second of both, how alike their vectors are, and what starting a process costs."""
    made, mine = made_up(texts), Timed(encode)
    say(f"{texts} texts, {rounds} rounds")
    plain = Timed(_baseline())
    plain.encoder(made[:1])  # first: torch asks once how many threads share its work, and ours say one
    encode(made[:1])  # loads the encoder, as the baseline is loaded
    for _round in range(rounds):
        theirs, ours = plain(made), mine(made)
    cosines = [sum(a * b for a, b in zip(*pair, strict=True)) for pair in zip(theirs, ours, strict=True)]
    starts, has_torch = _start_of_a_page_process()
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "bfloat16": sorted(processor_flags() & FAST_BFLOAT16),
        "texts_s": round(texts / mine.middle(), 1),
        "baseline_texts_s": round(texts / plain.middle(), 1),
        "ratio": round(plain.middle() / mine.middle(), 2),
        "cosine_mean": round(fmean(cosines), 5),
        "cosine_min": round(min(cosines), 5),
        "copies": _copies(made, rounds),
        "page_process": {"starts_s": starts, "has_encoder": has_torch},
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
        "baseline": "SentenceTransformer(model).encode(texts), float32",
    }


def add_arguments(parser: ArgumentParser) -> None:
    """How many texts."""
    parser.add_argument("--articles", type=int, default=TEXTS, help=f"how many texts ({TEXTS})")


def run(options: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """`bench` with the command's options. Raises UsageError."""
    if options["articles"] < 1:
        raise UsageError("--articles starts at 1.")
    return bench(texts=options["articles"], say=say)


class Timed:
    """An encoder and the seconds of its rounds."""

    def __init__(self, encoder: Callable[[Sequence[str]], Vectors]) -> None:
        self.encoder = encoder
        self.seconds: list[float] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors; the round's seconds are kept."""
        began = time.perf_counter()
        vectors = self.encoder(texts)
        self.seconds.append(time.perf_counter() - began)
        return vectors

    def middle(self) -> float:
        """Seconds of the middle round."""
        return median(self.seconds)


def made_up(texts: int) -> list[str]:
    """Texts as long as news are, the same every time, no two alike."""
    dice = random.Random(7)  # noqa: S311 -- the same words every time
    return [f"{number} {sentence(dice, LENGTHS[number % len(LENGTHS)])}" for number in range(texts)]


def _baseline() -> Callable[[Sequence[str]], Vectors]:
    from sentence_transformers import SentenceTransformer  # seconds, and only this bench needs it

    model = SentenceTransformer(str(encoder_folder(settings.EMBEDDING_MODEL)), device="cpu", local_files_only=True)

    def encode_as_told(texts: Sequence[str]) -> Vectors:
        found: Vectors = model.encode(list(texts), show_progress_bar=False, normalize_embeddings=True).tolist()
        return found

    return encode_as_told


def _copies(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """How much longer the texts take when copies of a fourth of them come with them: 1.0 is no longer."""
    alone, together = Timed(encode), Timed(encode)
    for _round in range(rounds):
        alone(texts)
        together([*texts, *texts[::COPIES]])
    return {"share": round(1 / COPIES, 2), "seconds_ratio": round(together.middle() / alone.middle(), 2)}


def _start_of_a_page_process() -> tuple[float, bool]:
    """Seconds until a process could answer pages, and whether it loaded the encoder for it."""
    asked = subprocess.run([sys.executable, "-c", _PAGES], capture_output=True, text=True, check=True, timeout=120)
    seconds, has_torch = asked.stdout.split()
    return float(seconds), has_torch == "1"


BENCHMARK = Benchmark(
    help="Texts to vectors, beside sentence-transformers' default, over the same texts.",
    add_arguments=add_arguments,
    run=run,
)
