from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from aggregator.bench import crawl
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError


class Command(AnswerCommand):
    help = "Benchmarks on data it makes, in processes and databases of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", choices=[*BENCHES, *LATER])
        parser.add_argument("--feeds", type=int, default=300, help="crawl: how many (300)")
        parser.add_argument("--entries", type=int, default=30, help="crawl: of a feed, 2.5 KB each (30)")
        parser.add_argument("--large", type=int, default=5_000, help="crawl: feeds to show linear cost with; 0: do not")
        parser.add_argument("--peer", default="", metavar="PYTHON", help="crawl: an interpreter that has reader")
        parser.add_argument("--articles", type=int, default=0, help="home, search: how many (later)")
        parser.add_argument("--readers", type=int, default=0, help="home, events: how many (later)")

    def work(self, **options: Any) -> dict[str, Any]:
        if options["name"] in LATER:
            raise WorkFailedError(f"bench {options['name']} comes with a later release; /metrics tells of a live site.")
        return BENCHES[options["name"]](self, options)

    def crawl(self, options: dict[str, Any]) -> dict[str, Any]:
        """How fast feeds are crawled, beside lemon24/reader where it is installed."""
        numbers = {name: options[name] for name in ("feeds", "entries", "large")}
        if min(numbers["feeds"], numbers["entries"]) < 1 or numbers["large"] < 0:
            raise UsageError("--feeds and --entries start at 1, --large at 0.")
        return crawl.bench(**numbers, peer=options["peer"], say=self.say)

    def say(self, line: str) -> None:
        """Progress, on standard error."""
        self.stderr.write(line, self.style.NOTICE)


BENCHES: dict[str, Callable[[Command, dict[str, Any]], dict[str, Any]]] = {"crawl": Command.crawl}
LATER = ("parse", "embed", "home", "events", "search")
