import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.embed import BATCH, EncoderError, encode
from feeds.management import json_line
from feeds.management.answer import UsageError
from feeds.models import Article
from feeds.stories import Arrival, Grouping
from feeds.understand import text_to_embed

FORM = '{"id": …, "title": "…", "text": "…", "published_at": "2026-01-31T12:00:00Z"}; the time may be left out'


class Command(BaseCommand):
    help = (
        "One pass of the story grouping over articles in the order they arrived, without a database: "
        'JSON lines {"id", "title", "text", "published_at"?} in, JSON lines {"id", "story"} out.'
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

    def answer(self, articles: list[dict[str, Any]]) -> None:
        """Print a line an article, in order. Raises EncoderError."""
        grouping = Grouping()
        for start in range(0, len(articles), BATCH):
            batch = articles[start : start + BATCH]
            vectors = encode([text_to_embed(Article(title=row["title"], text=row["text"])) for row in batch])
            for row, vector in zip(batch, vectors, strict=True):
                story = grouping.add(Arrival(row["title"], row["text"], vector, row["published_at"]))
                self.stdout.write(json.dumps({"id": row["id"], "story": story}, ensure_ascii=False))


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The article of each line that is not empty. Raises UsageError for what is no such file."""
    for row, where in json_line.read(file):
        yield _row(row, where)


def _row(row: object, where: str) -> dict[str, Any]:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise UsageError(f"{where} is not of the form {FORM}.")
    title, text = (row[key] if row.get(key) is not None else "" for key in ("title", "text"))
    if not isinstance(title, str) or not isinstance(text, str) or not {"title", "text"} & row.keys():
        raise UsageError(f"{where} is not of the form {FORM}.")
    return {"id": row["id"], "title": title, "text": text, "published_at": _time(row.get("published_at"), where)}


def _time(value: object, where: str) -> datetime | None:
    """A time as ISO 8601 writes it; without a zone it is UTC."""
    if value is None or value == "":
        return None
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(f"{where} has the published_at {value!r}; write it as 2026-01-31T12:00:00Z.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
