from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from feeds.embed import EncoderError, encode
from feeds.management import json_line
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from moderation.references.measure import Case, Material, measure
from moderation.types import Stance

SAYS = (*(stance.value for stance in Stance), "other")
FORM = '{"claim": "…", "title": "…", "text": "…", "says": "' + " | ".join(SAYS) + '"}'


class Command(AnswerCommand):
    help = (
        f"Measure how well known claims are matched, without a database. Lines {FORM} are cases; lines with a text and "
        "`dubious` 1 are more claims for the library; all other lines with a text are texts that say none of them."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--data", nargs="+", required=True, metavar="FILE", help="JSON lines; several are joined")
        parser.add_argument("--meaning", action="store_true", help="compare vectors, too, as of embedded articles")

    def work(self, **options: Any) -> dict[str, Any]:
        """Read the files and measure. Raises UsageError and WorkFailedError."""
        material = Material()
        for name in options["data"]:
            for value, where in json_line.read(Path(name)):
                take(material, value, where, name=Path(name).stem)
        try:
            return measure(material, encode=encode if options["meaning"] else None)
        except EncoderError as error:
            raise WorkFailedError(str(error)) from error


def take(material: Material, value: object, where: str, *, name: str) -> None:
    """Put one line to the rest. Raises UsageError."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise UsageError(f"{where} has no text.")
    text, title = value["text"], value.get("title") or ""
    if "claim" in value and "says" in value:
        if value["says"] not in SAYS:
            raise UsageError(f"{where}: `says` has to be one of {', '.join(SAYS)}.")
        material.cases.append(Case(str(value["claim"]), str(title), text, value["says"]))
    elif value.get("dubious") == 1:
        material.claims.append(text)
    else:
        material.texts.setdefault(name, []).append((str(title), text))
