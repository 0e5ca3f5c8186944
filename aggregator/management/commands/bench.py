from argparse import ArgumentParser
from typing import Any

from aggregator.bench import crawl, embed, events, home, parse, search, stories
from feeds.management.answer import AnswerCommand

BENCHMARKS = {
    "crawl": crawl.BENCHMARK,
    "embed": embed.BENCHMARK,
    "events": events.BENCHMARK,
    "home": home.BENCHMARK,
    "parse": parse.BENCHMARK,
    "search": search.BENCHMARK,
    "stories": stories.BENCHMARK,
}


class Command(AnswerCommand):
    help = "Benchmarks on data they make, each beside the baseline it names."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="benchmark", metavar="BENCHMARK", required=True)
        for name, benchmark in BENCHMARKS.items():
            one = kinds.add_parser(name, help=benchmark.help, description=benchmark.help)
            super().add_arguments(one)
            benchmark.add_arguments(one)

    def work(self, **options: Any) -> dict[str, Any]:
        """Raises UsageError for bad options, WorkFailedError when the benchmark could not run."""
        name = options["benchmark"]
        return {"benchmark": name, **BENCHMARKS[name].run(options, self.say)}

    def in_words(self, answer: Any) -> str:
        return BENCHMARKS[answer["benchmark"]].in_words(answer)

    def say(self, line: str) -> None:
        """Progress, on standard error."""
        self.stderr.write(line, self.style.NOTICE)
