import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from moderation.training.dataset import DatasetError
from moderation.training.publish import publish
from moderation.training.train import SEED, train
from moderation.weights import SHIPPED, Weights, save


class Command(AnswerCommand):
    help = (
        "Train the model of health claims on JSON lines: rows with `dataset`, `text` and `dubious` (0 or 1) are "
        "claims, rows with `text` alone are background that is not about health. Prints figures inside a set and on "
        "sets left out. Nothing is kept without --publish (use it from now on) or --out (write the files elsewhere)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--data", nargs="+", required=True, metavar="FILE", help="JSON lines; several are joined")
        parser.add_argument("--publish", action="store_true", help="store the weights and make them the active version")
        parser.add_argument("--out", metavar="FOLDER", help=f"write {SHIPPED.name} and its report into this folder")
        parser.add_argument("--seed", type=int, default=SEED, help="decides the folds of the figures")

    def work(self, **options: Any) -> dict[str, Any]:
        """Train, judge on texts left out, and publish if asked to. Raises UsageError and WorkFailedError."""
        files = [Path(name) for name in options["data"]]
        missing = [str(file) for file in files if not file.is_file()]
        if missing:
            raise UsageError(f"There is no file {', '.join(missing)}.")
        started = time.monotonic()
        try:
            weights, report = train(files, seed=options["seed"])
            report["seconds"] = round(time.monotonic() - started, 1)
            if options["out"]:
                write(weights, report, Path(options["out"]))
            if options["publish"]:
                version = publish(weights, report, settings.DATA_DIR / "models")
                report["published"] = str(version.weights)
        except DatasetError as error:
            raise WorkFailedError(str(error)) from error
        except OSError as error:
            raise WorkFailedError(f"The weights cannot be written: {error}.") from error
        except DatabaseError as error:
            raise WorkFailedError(f"The version cannot be stored: {error}".strip()) from error
        return report


def write(weights: Weights, report: dict[str, Any], folder: Path) -> None:
    """The weights and their report as files. Raises OSError."""
    save(weights, folder / SHIPPED.name)
    (folder / SHIPPED.with_suffix(".json").name).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
