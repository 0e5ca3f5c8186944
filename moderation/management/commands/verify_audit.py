from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from feeds.management.answer import AnswerCommand, WorkFailedError
from moderation.chain import BrokenChainError, verify


class Command(AnswerCommand):
    help = (
        "Verify the audit: every row follows on the one before it, and none is missing at the end. Answers with the "
        "count and the hash of the last row; note that hash elsewhere, and --noted finds it again next time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--noted", default="", metavar="HASH", help="a head noted earlier, which must be in it")

    def work(self, **options: Any) -> dict[str, Any]:
        """Go through every row. Raises WorkFailedError with the first one that does not fit."""
        try:
            return asdict(verify(noted=options["noted"].strip().lower()))
        except BrokenChainError as error:
            raise WorkFailedError(str(error)) from error

    def in_words(self, answer: Any) -> str:
        """How many rows fit, and the hash that stands for all of them."""
        return f"{answer['rows']} rows fit. Head: {answer['head']}"
