import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from feeds.embed import encode
from feeds.management.answer import AnswerCommand, UsageError
from moderation.training.despair import background, learn
from moderation.weights.despair import save


class Command(AnswerCommand):
    help = (
        "Learn the tone of despair from cases (JSON lines: `title`, `text`, `want`, `batch`) against ordinary texts "
        "(JSON lines with `text`). Prints what it finds of the batch it did not learn from, and its false alarms."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--cases", required=True, metavar="FILE", help="cases of our own")
        parser.add_argument("--background", required=True, nargs="+", metavar="FILE", help="ordinary texts")
        parser.add_argument("--out", metavar="FILE.json", help="write the weights here")

    def work(self, **options: Any) -> dict[str, Any]:
        """The report. Raises UsageError for files that are none."""
        try:
            cases = _rows(options["cases"])
            ordinary = background([row["text"] for file in options["background"] for row in _rows(file)])
            texts = [f"{case['title']}\n{case['text']}" for case in cases]
            vectors = encode([*texts, *ordinary])
            found, report = learn(cases, vectors[: len(texts)], vectors[len(texts) :], encoder=settings.EMBEDDING_MODEL)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"These files cannot be learnt from: {error!r}.") from error
        if options["out"]:
            save(Path(options["out"]), found, report)
        return report


def _rows(file: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]
