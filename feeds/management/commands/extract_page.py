from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from feeds.extract import NoArticleError
from feeds.fetch import fetch_one
from feeds.management.answer import AnswerCommand, WorkFailedError
from feeds.page_reading import read_page
from feeds.permits import agent
from feeds.types import FetchRequest, FetchResult, Outcome


class Command(AnswerCommand):
    help = "The article of a publisher's page, as full text sees it: from a file, or fetched through the guard."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("page", metavar="FILE|URL")
        parser.add_argument("--url", default="", help="where the file was found; relative links start here")
        parser.add_argument("--content-type", default="", help="the Content-Type it was served with")

    def work(self, **options: Any) -> dict[str, Any]:
        """What would be taken from a page. Raises WorkFailedError where that is nothing. Nothing is saved."""
        page = options["page"]
        if page.startswith(("http://", "https://")):
            result = fetched(page)
        else:
            body, url, content_type = stored(page), options["url"], options["content_type"]
            request = FetchRequest(page)
            result = FetchResult(request, Outcome.FETCHED, final_url=url, content_type=content_type, body=body)
        try:
            found = read_page(
                result.body,
                url=result.final_url,
                content_type=result.content_type,
                robots=result.robots,
                agent=agent(),
            )
        except NoArticleError as error:
            raise WorkFailedError(f"{page}: {error}") from error
        return {"page": page, **asdict(found), "words": len(found.text.split())}

    def in_words(self, answer: Any) -> str:
        """What is known about the text, then the text."""
        about = [f"{name:<8}{answer[name]}" for name in ("title", "author", "date", "image", "words") if answer[name]]
        return "\n".join([*about, "", answer["text"]])


def stored(file: str) -> bytes:
    """The bytes of a file. Raises WorkFailedError."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise WorkFailedError(f"{file} cannot be read: {error.strerror}.") from error


def fetched(url: str) -> FetchResult:
    """A page. Raises WorkFailedError."""
    result = fetch_one(FetchRequest(url))
    if result.outcome != Outcome.FETCHED:
        raise WorkFailedError(f"{url}: {result.error}")
    return result
