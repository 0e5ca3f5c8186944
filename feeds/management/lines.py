"""What the commands share that answer a file of JSON lines with a JSON line each."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.embed import EncoderError
from feeds.management import json_line
from feeds.management.answer import UsageError, WorkFailedError

# Rows answered together. The encoder sorts them by length, so that short texts are not filled up to long ones; the
# vectors of a thousand take 10 MB.
LOT = 1024


class LinesCommand(BaseCommand):
    """A command without a database: `row` understands a line of the file, `answers` says a value for each of a lot.

    A bad line stops it before anything is printed, with `{"error"}` and exit 2; exit 1 when the work failed.
    """

    requires_system_checks = ()
    lot = LOT

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file; the answer is always JSON."""
        parser.add_argument("file", metavar="FILE.jsonl")
        parser.add_argument("--json", action="store_true", help="accepted for symmetry: the answer is always JSON")

    def row(self, value: object, where: str) -> Any:
        """What the value of a line asks. Raises UsageError with `where` in its sentence."""
        raise NotImplementedError

    def answers(self, rows: Sequence[Any], **options: Any) -> Iterator[dict[str, Any]]:
        """One answer a row, in order. Raises EncoderError, WorkFailedError."""
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read every line, then print answer after answer."""
        try:
            rows = [self.row(value, where) for value, where in json_line.read(Path(options["file"]))]
            for start in range(0, len(rows), self.lot):
                for answer in self.answers(rows[start : start + self.lot], **options):
                    self.stdout.write(json.dumps(answer, ensure_ascii=False))
        except (UsageError, WorkFailedError, EncoderError) as error:
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            self.stderr.write(str(error))
            sys.exit(2 if isinstance(error, UsageError) else 1)
