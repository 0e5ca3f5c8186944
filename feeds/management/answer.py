"""What our commands share: one JSON document on standard output, logs on standard error, exit 0, 1 or 2."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class WorkFailedError(Exception):
    """The command was asked rightly but could not do its work; the message is a sentence that says what to do."""


class UsageError(Exception):
    """The command was asked wrongly; the message says how to ask."""


class AnswerCommand(BaseCommand):
    """A command that answers with one value: JSON with `--json`, `in_words` of it without."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Every command of ours takes `--json`."""
        parser.add_argument("--json", action="store_true", help="answer with one JSON document")

    def work(self, **options: Any) -> Any:
        """Do the work and return what `--json` prints. Raises WorkFailedError or UsageError."""
        raise NotImplementedError

    def in_words(self, answer: Any) -> str:
        """The answer for a person."""
        return json.dumps(answer, indent=2, ensure_ascii=False, default=str)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run `work` and print its answer; exit 1 when the work failed and 2 when the question was wrong."""
        try:
            answer = self.work(**options)
        except (WorkFailedError, UsageError) as error:
            if options.get("json"):
                self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            else:
                self.stderr.write(str(error))
            sys.exit(1 if isinstance(error, WorkFailedError) else 2)
        self.stdout.write(
            json.dumps(answer, ensure_ascii=False, default=str) if options.get("json") else self.in_words(answer)
        )
