import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from feeds.management import json_line
from feeds.management.answer import UsageError, WorkFailedError
from moderation.judge import judge
from moderation.types import Evidence

FORM = '{"id": …, "title": "…", "text": "…", "comments": ["…"]}'


class Command(BaseCommand):
    help = (
        f"Assess texts by every signal, without a database: JSON lines {FORM} in (comments and title may be left out), "
        "JSON lines with the probabilities, the zone and the spans out. A bad line stops it before anything is printed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl")
        parser.add_argument("--weights", default="", metavar="FILE.npz", help="another model than the shipped one")
        parser.add_argument("--json", action="store_true", help="accepted for symmetry: the answer is always JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            for name, evidence in list(rows(Path(options["file"]))):
                self.stdout.write(line(name, evidence, options["weights"]))
        except (UsageError, WorkFailedError) as error:
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            self.stderr.write(str(error))
            sys.exit(2 if isinstance(error, UsageError) else 1)


def line(name: object, evidence: Evidence, weights: str = "") -> str:
    """The answer for one text."""
    verdict, triage = judge(evidence, weights=weights)
    answer = {
        "id": name,
        "p_health": round(verdict.p_health, 4),
        "p_dubious": round(verdict.p_dubious, 4),
        "p_bait": round(verdict.p_bait, 4),
        "p_distress": round(verdict.p_distress, 4),
        "p_doubt": round(verdict.p_doubt, 4),
        "zone": triage.zone.value,
        "priority": triage.priority,
        "reason": triage.reason,
        "spans": [[span.start, span.end, span.why] for span in verdict.spans],
        "cautions": verdict.cautions,
        "model": verdict.model,
    }
    return json.dumps(answer, ensure_ascii=False)


def rows(file: Path) -> Iterator[tuple[object, Evidence]]:
    """The id and words of each line that is not empty. Raises UsageError (no file), WorkFailedError (a bad line)."""
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield _row(raw, f"Line {number} of {file}")


def _row(raw: bytes, where: str) -> tuple[object, Evidence]:
    try:
        row = json_line.loads(raw)
    except ValueError as error:  # also of bytes that are no UTF-8
        raise WorkFailedError(f"{where} is not JSON in UTF-8: {error}.") from error
    if not isinstance(row, dict) or "id" not in row:
        raise WorkFailedError(f"{where} has no id; a line looks like {FORM}.")
    comments = row.get("comments") or []
    if not isinstance(comments, list) or not all(isinstance(comment, str) for comment in comments):
        raise WorkFailedError(f"{where}: `comments` has to be a list of texts.")
    texts = [row.get(key) or "" for key in ("title", "text", "language")]
    if not all(isinstance(text, str) for text in texts):
        raise WorkFailedError(f"{where}: `title`, `text` and `language` have to be texts.")
    title, text, language = texts
    return row["id"], Evidence(title, text, tuple(comments), language)
