"""Strangers' documents are read in a child process, under limits (feeds.limited)."""

from dataclasses import replace
from datetime import datetime

from feeds import language, limited
from feeds.limited import About, Limits, Work
from feeds.parse import NotAFeedError, TooCostlyError, parse
from feeds.reading import wire
from feeds.reading.steps import cleaned, read
from feeds.types import ParsedFeed

_PARSED, _CLEANED, _FITTED = "parsed", "cleaned", "fitted"


def answer(about: About, body: bytes) -> tuple[About, bytes]:
    """In the child: a document's feed on the wire, so far as it was asked for."""
    found = {"url": about["url"], "content_type": about["content_type"]}
    if about["until"] == _PARSED:
        feed = parse(body, **found)
    elif about["until"] == _CLEANED:
        feed = cleaned(body, **found)
    else:
        feed = read(body, **found, now=datetime.fromisoformat(about["now"]))
    return {}, wire.dump(feed)


READ = Work(answer, doing="reading the document", shares=language.write_model)


def read_limited(
    body: bytes, *, now: datetime, url: str = "", content_type: str = "", limits: Limits = READ.limits
) -> ParsedFeed:
    """`read` in a child. Raises NotAFeedError; TooCostlyError, a kind of it, when a limit was reached."""
    about = {"until": _FITTED, "url": url, "content_type": content_type, "now": now.isoformat()}
    return _ask(about, body, limits)


def clean_limited(body: bytes, *, url: str = "", content_type: str = "", limits: Limits = READ.limits) -> ParsedFeed:
    """`cleaned` in a child. Raises NotAFeedError; TooCostlyError, a kind of it, when a limit was reached."""
    return _ask({"until": _CLEANED, "url": url, "content_type": content_type}, body, limits)


def parse_limited(body: bytes, *, url: str = "", content_type: str = "", limits: Limits = READ.limits) -> ParsedFeed:
    """`parse` in a child. Raises NotAFeedError; TooCostlyError, a kind of it, when a limit was reached."""
    return _ask({"until": _PARSED, "url": url, "content_type": content_type}, body, limits)


def _ask(about: About, body: bytes, limits: Limits) -> ParsedFeed:
    try:
        _about, feed = limited.ask(replace(READ, limits=limits), about, body)
        return wire.load(feed)
    except limited.TooCostlyError as error:
        raise TooCostlyError(str(error)) from error
    except (limited.RefusedError, limited.BrokenError) as error:
        raise NotAFeedError(str(error)) from error
    except ValueError as error:
        raise NotAFeedError("reading the document gave no feed") from error
