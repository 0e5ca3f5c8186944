import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from feeds import subscribe
from feeds.add import AddressError
from feeds.management.answer import AnswerCommand, UsageError
from feeds.opml import OpmlError, Outline
from feeds.subscribe import Subscribed, SubscribeError

Found = tuple[Outline, Subscribed | SubscribeError]


class Command(AnswerCommand):
    help = (
        "Find and add feeds: by addresses of feeds or of sites, or by a list that another reader app exported. "
        "Exits 1 when not one of them could be added."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("urls", nargs="*", metavar="URL")
        parser.add_argument("--opml", metavar="FILE", help="add every feed of this list")
        parser.add_argument(
            "--unverified", action="store_true", help="add without fetching; the next crawl fetches them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits with 1 after the answer when an address failed."""
        self.has_failed = False
        super().handle(*args, **options)
        if self.has_failed:
            sys.exit(1)

    def work(self, **options: Any) -> dict[str, Any]:
        """Add what can be added; what cannot is told beside it. Raises UsageError where there is no address at all."""
        outlines = [Outline(url) for url in options["urls"]]
        if options["opml"]:
            outlines += listed(Path(options["opml"]))
        if not outlines:
            raise UsageError("Give an address, or a list of feeds with --opml FILE.")
        add = unverified if options["unverified"] else verified
        answer: dict[str, Any] = {"added": [], "existing": [], "failed": []}
        for outline, found in add(outlines, timezone.now()):
            if isinstance(found, SubscribeError):
                answer["failed"].append({"url": outline.url, "error": str(found)})
            else:
                kind = "existing" if found.existed else "added"
                answer[kind].append({"id": found.feed_id, "url": found.url, "title": found.title})
        if not answer["added"] and not answer["existing"]:
            self.has_failed = True
            answer["error"] = "Nothing was added: " + answer["failed"][0]["error"]
        return answer

    def in_words(self, answer: Any) -> str:
        """A line an address: added, known before, or why not."""
        lines = [f"added     {feed['id']}  {feed['title']}  {feed['url']}" for feed in answer["added"]]
        lines += [f"existing  {feed['id']}  {feed['title']}  {feed['url']}" for feed in answer["existing"]]
        lines += [f"failed    {failure['error']}" for failure in answer["failed"]]
        return "\n".join(lines)


def listed(file: Path) -> list[Outline]:
    """The feeds of an OPML file. Raises UsageError."""
    try:
        return subscribe.import_opml(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except OpmlError as error:
        raise UsageError(f"{file}: {error}") from error


def verified(outlines: Sequence[Outline], now: datetime) -> Iterator[Found]:
    """Fetch them side by side and add what they lead to."""
    return subscribe.subscribe_many(outlines, now=now)


def unverified(outlines: Sequence[Outline], now: datetime) -> Iterator[Found]:
    """Add them as they are."""
    for outline in outlines:
        try:
            feed, is_new = subscribe.add_unverified(outline.url, title=outline.title, topic=outline.folder, now=now)
        except AddressError as error:
            yield outline, SubscribeError(str(error))
        else:
            yield outline, Subscribed(feed.pk, feed.url, str(feed), existed=not is_new)
