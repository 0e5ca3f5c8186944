import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from feeds.management.answer import AnswerCommand, UsageError
from moderation.training.signals import Case, of_cases, of_headlines
from moderation.types import Evidence


class Command(AnswerCommand):
    help = (
        "How often the signals made of words are right: bait on labelled headlines (JSON lines of `text` and "
        "`clickbait`; the odd ones, which nobody looked at), bait and distress on cases (`title`, `text`, `want`, "
        "`batch`). Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--headlines", metavar="FILE", help="labelled headlines")
        parser.add_argument("--cases", nargs="+", default=[], metavar="FILE", help="cases, each file of one signal")

    def work(self, **options: Any) -> dict[str, Any]:
        """The figures. Raises UsageError, with the line, for a file that is none."""
        if not options["headlines"] and not options["cases"]:
            raise UsageError("Say what to measure on: --headlines FILE, --cases FILE, or both.")
        answer: dict[str, Any] = {}
        if options["headlines"]:
            rows = _rows(options["headlines"], {"text": str, "clickbait": int})
            answer["headlines"] = of_headlines([(row["text"], bool(row["clickbait"])) for row in rows[1::2]])
        for file in options["cases"]:
            rows = _rows(file, {"title": str, "text": str, "want": str, "batch": str})
            cases = [Case(Evidence(row["title"], row["text"]), row["want"], row["batch"]) for row in rows]
            answer[Path(file).stem] = of_cases(cases)
        return answer


def _rows(file: str, fields: dict[str, type]) -> list[dict[str, Any]]:
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}.") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{file}, line {number} is no JSON: {error}.") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(name), kind) for name, kind in fields.items()):
            raise UsageError(f"{file}, line {number} needs {', '.join(fields)}.")
        rows.append(row)
    return rows
