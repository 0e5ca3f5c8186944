import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils import timezone

from aggregator.management.journey import Step, tour
from feeds.fetch import fetch_one
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from feeds.parse import NotAFeedError
from feeds.types import FetchRequest, FetchResult, Outcome

DOCUMENT = Path(__file__).parent.parent / "journey" / "document.xml"
LARGEST = 10_000_000  # bytes, as the crawler's limit


class Command(AnswerCommand):
    help = "The tour: one feed through every step, each with its input and output. Nothing of it is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("source", nargs="?", default=str(DOCUMENT), metavar="FILE or URL", help="a feed")

    def work(self, **options: Any) -> dict[str, Any]:
        """Raises WorkFailedError where there is no feed to read. Nothing is saved."""
        source: str = options["source"]
        result = fetched(source) if source.startswith(("http://", "https://")) else from_file(Path(source))
        try:
            steps = tour(result, now=timezone.now())
        except NotAFeedError as error:
            raise WorkFailedError(f"{source}: {error}. Give the address or the file of a feed.") from error
        return {"source": source, "steps": [asdict(step) for step in steps]}

    def in_words(self, answer: Any) -> str:
        """The tour: each step with what goes in and what comes out."""
        return "\n".join(in_words(number, Step(**step)) for number, step in enumerate(answer["steps"], start=1))


def fetched(url: str) -> FetchResult:
    """The document at the address. Raises WorkFailedError."""
    result = fetch_one(FetchRequest(url))
    if result.outcome in {Outcome.FAILED, Outcome.GONE}:
        raise WorkFailedError(f"{url}: {result.error}.")
    return result


def from_file(file: Path) -> FetchResult:
    """The document in the file, as if a publisher had answered with it. Raises UsageError."""
    try:
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    if len(body) > LARGEST:
        raise UsageError(f"{file} is larger than {LARGEST // 1_000_000} MB, more than the crawler takes.")
    url = f"https://journey.example/{quote(file.name)}"
    return FetchResult(FetchRequest(url), Outcome.FETCHED, 200, final_url=url, body=body)


def in_words(number: int, step: Step) -> str:
    """One step for a person to read."""
    lines = [f"{number}. {step.name}  ({step.file})", f"   It {step.does}."]
    for name, shown in (("in", step.input), ("out", step.output)):
        text = json.dumps(shown, ensure_ascii=False, indent=2, default=str)
        lines += [f"   {name}: " + text.replace("\n", "\n   ")]
    return "\n".join(lines) + "\n"
