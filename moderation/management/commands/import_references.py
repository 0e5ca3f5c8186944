from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from moderation.references.collect import CollectError, collect
from moderation.references.reading import DATA, TABLE, read_limited
from moderation.references.save import save
from moderation.references.table import NEEDED, OPTIONAL
from moderation.references.types import Found, UnreadableError


class Command(AnswerCommand):
    help = (
        f"Import checked claims: a CSV with the columns {', '.join(NEEDED)} (and {', '.join(OPTIONAL)}, if there are "
        "any), a JSON document of schema.org's ClaimReview such as the Data Commons' feed, or with --feed the address "
        "of either or of a feed whose pages carry ClaimReview. What is known already is updated. A file with a bad "
        "line changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", nargs="?", metavar="FILE", help="CSV or JSON, in UTF-8")
        parser.add_argument("--skip-bad", action="store_true", help="store what can be used of a file, tell the rest")
        parser.add_argument("--feed", metavar="URL", help="fetch it instead, and the pages that it links to")

    def work(self, **options: Any) -> dict[str, Any]:
        """Read and store. Raises UsageError and WorkFailedError; then nothing was stored."""
        if bool(options["file"]) == bool(options["feed"]):
            raise UsageError("Give a FILE, or the address of a feed with --feed URL.")
        now = timezone.now()
        try:
            if options["feed"]:
                brought = collect(options["feed"], now=now)
                about: dict[str, Any] = {"pages": brought.pages, "problems": list(brought.problems)}
                return asdict(save(brought.checked, now=now)) | about
            found = held(Path(options["file"]), skip_bad=options["skip_bad"])
            return asdict(save(found.checked, now=now)) | {"problems": list(found.problems)}
        except CollectError as error:
            raise WorkFailedError(f"{options['feed']}: {error}") from error
        except DatabaseError as error:
            raise WorkFailedError(f"Nothing was stored: {error}".strip()) from error

    def in_words(self, answer: Any) -> str:
        """How many are new, and what could not be used."""
        counts = f"{answer['added']} added, {answer['updated']} updated, {answer['unchanged']} known."
        return "\n".join([counts, *answer.get("problems", ())])


def held(file: Path, *, skip_bad: bool = False) -> Found:
    """The checked claims of a file, all of them unless bad ones may be skipped. Raises UsageError."""
    try:
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    form = DATA if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else TABLE
    try:
        found = read_limited(body, form=form)
    except UnreadableError as error:
        raise UsageError(f"{file}: {error}") from error
    if found.problems and not skip_bad:
        raise UsageError(f"{file}, of which nothing was stored:\n" + "\n".join(found.problems))
    if not found.checked:
        raise UsageError(f"{file} holds no checked claim.")
    return found
