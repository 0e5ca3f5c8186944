import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.embed import BATCH, EncoderError, encode
from feeds.management import json_line
from feeds.management.answer import UsageError
from feeds.models import Article
from feeds.topics import guess
from feeds.understand import text_to_embed, topic_weights

MOST = 3  # topics of one text
LEAST_P = 0.05  # below it a topic is a guess among thirty; the most probable one is always said


class Command(BaseCommand):
    help = (
        'Topics of texts, without a database: JSON lines {"id", "title", "text"} in, JSON lines {"id", "topics": '
        '[{"topic", "p"}]} out. At most three, of both levels; a first-level topic counts its parts.'
    )
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
            guessed = guess(encode([text for _name, text in batch]), topic_weights())
            for (name, _text), probable in zip(batch, guessed, strict=True):
                self.stdout.write(json.dumps({"id": name, "topics": said(probable)}, ensure_ascii=False))


def said(probable: Mapping[str, float]) -> list[dict[str, str | float]]:
    """The most probable topics, best first."""
    best = sorted(probable.items(), key=lambda pair: -pair[1])[:MOST]
    return [{"topic": slug, "p": round(p, 4)} for place, (slug, p) in enumerate(best) if p >= LEAST_P or place == 0]


def rows(file: Path) -> Iterator[tuple[Any, str]]:
    """The id of each line that is not empty, and what the encoder reads of it. Raises UsageError."""
    for row, where in json_line.read(file):
        yield _row(row, where)


def _row(row: object, where: str) -> tuple[Any, str]:
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise UsageError(f'{where} is not of the form {{"id": …, "title": "…", "text": "…"}}.')
    title = row.get("title", "")
    if not isinstance(title, str):
        raise UsageError(f"{where} has a title that is not text.")
    return row["id"], text_to_embed(Article(title=title, text=row["text"]))
