import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from aggregator.demo.articles import publishers
from aggregator.demo.fill import FillError, fill
from aggregator.demo.people import people
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from feeds.topics import FIRST_LEVEL


class Command(AnswerCommand):
    help = "Subscribe to the local newsroom, crawl it, and let simulated readers read. A second call adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--newsroom", metavar="URL", default="", help="where `manage.py newsroom` publishes")
        parser.add_argument("--port", type=int, default=8001, help="its port, instead of --newsroom")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same readers")

    def work(self, **options: Any) -> dict[str, int]:
        """Raises UsageError for an address that is none, WorkFailedError when the newsroom or the site is not there."""
        base = (options["newsroom"] or f"http://127.0.0.1:{options['port']}").rstrip("/")
        parts = urlsplit(base)
        if parts.scheme != "http" or not parts.hostname or parts.path:
            raise UsageError(f"--newsroom is {base}; give an address such as http://127.0.0.1:8001.")
        crowd = people([topic.slug for topic in FIRST_LEVEL], seed=options["seed"])
        try:
            return asdict(fill(base, printed=publishers(), crowd=crowd, seed=options["seed"], say=self._say))
        except FillError as error:
            raise WorkFailedError(str(error)) from error

    def in_words(self, answer: Any) -> str:
        """How many of each kind were made, on one line."""
        return ", ".join(f"{number} {name}" for name, number in answer.items())

    def _say(self, line: str) -> None:
        """Progress goes to standard error: standard output holds the answer."""
        sys.stderr.write(f"demo: {line}\n")
        sys.stderr.flush()
