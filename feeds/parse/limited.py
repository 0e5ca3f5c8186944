"""Parse strangers' documents in a child process, under limits (feeds.limited)."""

from dataclasses import replace

from feeds import limited
from feeds.limited import About, Limits, Work
from feeds.parse import wire
from feeds.parse.document import parse
from feeds.parse.errors import NotAFeedError, TooCostlyError
from feeds.types import ParsedFeed


def answer(about: About, body: bytes) -> tuple[About, bytes]:
    """In the child: a document's feed as JSON."""
    return {}, wire.dump(parse(body, url=about["url"], content_type=about["content_type"]))


PARSE = Work(answer, doing="reading the document")


def parse_limited(body: bytes, *, url: str = "", content_type: str = "", limits: Limits = PARSE.limits) -> ParsedFeed:
    """`parse` in a child process. Raises NotAFeedError; TooCostlyError, a kind of it, when a limit was reached."""
    work = replace(PARSE, limits=limits)
    try:
        _about, feed = limited.ask(work, {"url": url, "content_type": content_type}, body)
        return wire.load(feed)
    except limited.TooCostlyError as error:
        raise TooCostlyError(str(error)) from error
    except (limited.RefusedError, limited.BrokenError) as error:
        raise NotAFeedError(str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise NotAFeedError("reading the document gave no feed") from error
