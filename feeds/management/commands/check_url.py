from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from feeds.fetch import check
from feeds.management.answer import AnswerCommand


class Command(AnswerCommand):
    help = "Would the crawler connect there? Looks names up and connects to nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("urls", nargs="+", metavar="URL")

    def work(self, **options: Any) -> list[dict[str, Any]]:
        """A verdict an address, in their order. Looks names up, connects to nothing."""
        return [asdict(check(url)) for url in options["urls"]]

    def in_words(self, answer: Any) -> str:
        """A line an address: allowed or why not, and where its name leads."""
        return "\n".join(
            f"{verdict['url']}  {'allowed' if verdict['allowed'] else 'refused: ' + verdict['reason']}"
            f"  {' '.join(verdict['addresses'])}"
            for verdict in answer
        )
