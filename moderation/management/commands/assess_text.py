import os
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import repeat
from multiprocessing import get_context
from typing import Any

from feeds.management.answer import UsageError, WorkFailedError
from feeds.management.lines import LinesCommand
from moderation.answer import said
from moderation.types import Evidence

# A process more costs half a second of work (its modules, the weights): as much as eighty articles.
ROWS_A_PROCESS = 128
MOST_PROCESSES = 4  # 150 MB each
CHUNK = 16  # rows handed over together
FORM = '{"id": …, "title": "…", "text": "…", "comments": ["…"]}'


class Command(LinesCommand):
    help = (
        f"Assess texts by every signal, without a database: JSON lines {FORM} in (comments and title may be left out), "
        "JSON lines with the probabilities, the zone and the spans out. A bad line stops it before anything is printed."
    )

    # Each lot starts its processes anew; the answers of so many take 20 MB.
    lot = 8192

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--weights", default="", metavar="FILE.npz", help="another model than the shipped one")

    def row(self, value: object, where: str) -> tuple[object, Evidence]:
        """One text of the file. Raises UsageError, with the line, for what is none."""
        if not isinstance(value, dict) or "id" not in value:
            raise UsageError(f"{where} has no id; a line looks like {FORM}.")
        comments = value.get("comments") or []
        if not isinstance(comments, list) or not all(isinstance(comment, str) for comment in comments):
            raise UsageError(f"{where}: `comments` has to be a list of texts.")
        texts = [value.get(key) or "" for key in ("title", "text", "language")]
        if not all(isinstance(text, str) for text in texts):
            raise UsageError(f"{where}: `title`, `text` and `language` have to be texts.")
        title, text, language = texts
        return value["id"], Evidence(title, text, tuple(comments), language)

    def answers(self, rows: Sequence[tuple[object, Evidence]], **options: Any) -> Iterator[dict[str, Any]]:
        """Every signal and the verdict of each text, without a database; of many texts on every core."""
        weights = repeat(options["weights"])
        names, evidences = [name for name, _ in rows], [evidence for _, evidence in rows]
        count = min(os.cpu_count() or 1, len(rows) // ROWS_A_PROCESS, MOST_PROCESSES)
        if count <= 1:
            yield from map(said, names, evidences, weights)
            return
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            try:
                yield from pool.map(said, names, evidences, weights, chunksize=CHUNK)
            except BrokenProcessPool as error:
                raise WorkFailedError(
                    "A process that assesses ended too early, most likely for want of memory: give it fewer lines."
                ) from error
