import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feeds.clean import clean_html
from feeds.management import json_line
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError


class Command(AnswerCommand):
    help = "Clean HTML: one fragment from standard input, or one a line of a JSON lines file ({id, html})."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--base", default="", metavar="URL", help="where relative links start")
        parser.add_argument("--jsonl", metavar="FILE", help="a file of lines {id, html}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lines are written as they are cleaned, so a long file needs no memory."""
        if options["jsonl"] is None:
            super().handle(*args, **options)
            return
        try:
            for line in lines(options["jsonl"], options["base"]):
                self.stdout.write(json.dumps(line, ensure_ascii=False))
        except (WorkFailedError, UsageError) as error:
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            sys.exit(1 if isinstance(error, WorkFailedError) else 2)

    def work(self, **options: Any) -> str:
        """The fragment of standard input, safe. Bytes that are no UTF-8 become replacement characters."""
        fragment = sys.stdin.buffer.read().decode("utf-8", "replace")
        return clean_html(fragment, base_url=options["base"])

    def in_words(self, answer: Any) -> str:
        """The fragment as it is."""
        return str(answer)


def lines(file: str, base_url: str) -> Iterator[dict[str, Any]]:
    """The cleaned lines of a file. Raises WorkFailedError for a missing file, UsageError for a line that is none."""
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield cleaned(line, number, base_url)
    except OSError as error:
        raise WorkFailedError(f"{file} cannot be read: {error.strerror}") from error


def cleaned(line: str, number: int, base_url: str) -> dict[str, Any]:
    """One line's answer."""
    try:
        item: Any = json_line.loads(line)
        identity, fragment = item["id"], item["html"]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f'line {number} is not like {{"id": 1, "html": "<p>…"}}') from error
    return {"id": identity, "html": clean_html(str(fragment), base_url=base_url)}
