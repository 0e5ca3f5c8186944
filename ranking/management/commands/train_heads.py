import time
from argparse import ArgumentParser
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from ranking.training.refit import DAYS, refit, refit_and_publish


class Command(AnswerCommand):
    help = (
        "Fit the heads of ranking to the pages of the last days and judge them on the newest day, beside the version "
        "in force. With --publish they come into force, unless no head is better: then the answer says why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--publish", action="store_true", help="put the new heads in force if they are no worse")
        parser.add_argument("--days", type=int, default=DAYS, help=f"how far back to look, 2 or more ({DAYS})")

    def work(self, **options: Any) -> dict[str, Any]:
        if not 2 <= options["days"] <= 366:  # noqa: PLR2004  a day to learn from and one to judge on; a year
            raise UsageError("Give a number of days from 2 to 366.")
        started = time.monotonic()
        work = refit_and_publish if options["publish"] else refit
        try:
            found = work(now=timezone.now(), days=options["days"])
        except DatabaseError as error:
            raise WorkFailedError(f"The pages cannot be read: {error}".strip()) from error
        seconds = round(time.monotonic() - started, 1)
        published = options["publish"] and not found.why
        return {
            "version": found.heads.version,
            "published": published,
            "why": found.why,
            **found.report,
            "seconds": seconds,
        }
