import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.parse import NotAFeedError
from feeds.reading import clean_limited


class Command(BaseCommand):
    help = (
        "Parse and clean feed documents, without a database: one line of JSON a file. "
        "Exits 1 when at least one file could not be read as a feed; the lines of the others are complete."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--url", default="", help="where the documents were found; relative links start here")
        parser.add_argument("--content-type", default="", help="the Content-Type they were served with")
        parser.add_argument("--json", action="store_true", help="accepted for symmetry: the answer is always JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """A line a file, as soon as it is read. Exits with 1 when one of them was no feed."""
        answers = [self.answer(file, options["url"], options["content_type"]) for file in options["files"]]
        if any("error" in answer for answer in answers):
            sys.exit(1)

    def answer(self, file: str, url: str, content_type: str) -> dict[str, Any]:
        """Print and return the line of one file."""
        try:
            answer = {"file": file, **document(Path(file).read_bytes(), url, content_type)}
        except OSError as error:
            answer = {"file": file, "error": f"the file cannot be read: {error.strerror}"}
        except NotAFeedError as error:
            answer = {"file": file, "error": str(error)}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, default=_plain))
        return answer


def document(body: bytes, url: str, content_type: str) -> dict[str, Any]:
    """A document's feed, cleaned, as plain values. Raises NotAFeedError."""
    feed = clean_limited(body, url=url, content_type=content_type)
    return {**asdict(replace(feed, entries=())), "entries": [entry._asdict() for entry in feed.entries]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else asdict(value)
