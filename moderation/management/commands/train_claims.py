import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from feeds.embed import encode
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from moderation.training.blend import Claims
from moderation.training.dataset import DatasetError, read_files
from moderation.training.evaluate import Figures
from moderation.training.improve import improve
from moderation.training.lessons import lessons
from moderation.training.listen import listen
from moderation.training.matrix import matrix
from moderation.training.publish import in_force, publish, refusal
from moderation.training.train import SEED, train
from moderation.weights import SHIPPED, Weights, WeightsError, save
from moderation.weights.file import replace
from moderation.weights.stance import SHIPPED as SHIPPED_STANCE
from moderation.weights.stance import save as save_stance


class Command(AnswerCommand):
    help = (
        "Train the model of health claims. With --data on JSON lines: rows with `dataset`, `text` and `dubious` (0 or "
        "1) are claims, rows with `text` alone are background that is not about health. Prints figures inside a set "
        "and on sets left out; nothing is kept without --publish or --out. Without --data on the moderators' "
        "decisions, on top of the version in force; what holds is put in force. With --comments the model of comments."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--data", nargs="+", default=[], metavar="FILE", help="JSON lines; several are joined")
        parser.add_argument(
            "--comments",
            nargs="+",
            default=[],
            metavar="FILE",
            help="JSON lines: comments with `thread`, `comment` and `stance`; threads with `text`, `label`, `comments`",
        )
        parser.add_argument(
            "--publish", action="store_true", help="store the weights, and use them unless those in force are better"
        )
        parser.add_argument("--out", metavar="FOLDER", help="write the weights and their report into this folder")
        parser.add_argument("--seed", type=int, default=SEED, help="decides the folds of the figures")
        parser.add_argument(
            "--lessons", action="store_true", help="measure also what 1,000 decisions would add; takes minutes"
        )
        parser.add_argument(
            "--vectors",
            metavar="FILE.npy",
            help="embeddings of the claims for --lessons; made if missing",
        )

    def work(self, **options: Any) -> dict[str, Any]:
        """Train, judge on texts left out, and publish if asked to. Raises UsageError and WorkFailedError."""
        files, discussions = ([Path(name) for name in options[key]] for key in ("data", "comments"))
        missing = [str(file) for file in (*files, *discussions) if not file.is_file()]
        if missing:
            raise UsageError(f"There is no file {', '.join(missing)}.")
        started = time.monotonic()
        try:
            of_comments = heard(discussions, options["out"], seed=options["seed"]) if discussions else {}
            if not files:
                return of_comments or improve(folder=settings.DATA_DIR / "models", now=timezone.now())
            weights, report = train(files, seed=options["seed"])
            if options["lessons"]:
                report["lessons"] = measured(files, options["vectors"])
            report["seconds"] = round(time.monotonic() - started, 1)
            if options["out"]:
                write(weights, report, Path(options["out"]))
            if options["publish"]:
                report["refused"] = refusal(report, in_force()[1])
                version = publish(weights, report, settings.DATA_DIR / "models", now=timezone.now())
                report["published"] = version.weights if version.is_active else None
            report |= of_comments
        except (DatasetError, WeightsError) as error:
            raise WorkFailedError(str(error)) from error
        except OSError as error:
            raise WorkFailedError(f"The weights cannot be written: {error}.") from error
        except DatabaseError as error:
            raise WorkFailedError(f"The version cannot be stored: {error}".strip()) from error
        return report


def heard(files: list[Path], out: str | None, *, seed: int) -> dict[str, Any]:
    """What is learnt from comments; kept if there is a folder for it. Raises DatasetError and OSError."""
    stance, report = listen(files, seed=seed)
    if out:
        save_stance(stance, Path(out) / SHIPPED_STANCE.name)
        write_report(report, Path(out) / SHIPPED_STANCE.name)
    return {"comments": report}


def measured(files: list[Path], vectors: str | None) -> dict[str, Figures]:
    """What decisions add. Raises DatasetError, OSError, and UsageError for vectors of other claims."""
    import numpy as np

    data = read_files(files)
    known = np.zeros((len(data.texts), 0), dtype=np.float32)
    if vectors:
        file = Path(vectors)
        if not file.is_file():
            np.save(file, np.array(encode(data.texts), dtype=np.float32))
        known = np.load(file)
        if len(known) != len(data.texts):
            raise UsageError(f"{file} has {len(known)} vectors, and there are {len(data.texts)} claims.")
    claims = Claims(matrix(data.texts), data.dubious, data.sets, data.groups, data.surety)
    return lessons(claims, known)


def write(weights: Weights, report: dict[str, Any], folder: Path) -> None:
    """The weights and their report as files. Raises OSError."""
    save(weights, folder / SHIPPED.name)
    write_report(report, folder / SHIPPED.name)


def write_report(report: dict[str, Any], weights: Path) -> None:
    """The report beside the weights, as JSON. Raises OSError."""
    replace(weights.with_suffix(".json"), (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())
