import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.embed import BATCH, EncoderError, encode
from feeds.management import json_line
from feeds.management.answer import UsageError


class Command(BaseCommand):
    help = 'Embed texts, without a database: JSON lines {"id", "text"} in, JSON lines {"id", "vector"} out.'
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl")
        parser.add_argument("--json", action="store_true", help="accepted for symmetry: the answer is always JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.answer(list(rows(Path(options["file"]))))
        except (UsageError, EncoderError) as error:
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            self.stderr.write(str(error))
            sys.exit(2 if isinstance(error, UsageError) else 1)

    def answer(self, texts: list[tuple[Any, str]]) -> None:
        """Print a line a text, in order. Raises EncoderError."""
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            for (name, _text), vector in zip(batch, encode([text for _name, text in batch]), strict=True):
                self.stdout.write(json.dumps({"id": name, "vector": [round(x, 6) for x in vector]}))


def rows(file: Path) -> Iterator[tuple[Any, str]]:
    """The id and text of each line that is not empty. Raises UsageError for what is no such file."""
    for row, where in json_line.read(file):
        yield _row(row, where)


def _row(row: object, where: str) -> tuple[Any, str]:
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise UsageError(f'{where} is not of the form {{"id": …, "text": "…"}}.')
    return row["id"], row["text"]
