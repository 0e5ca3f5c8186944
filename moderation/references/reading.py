"""READING: strangers' bytes -> checked claims, in a limited child: a page, a feed of ClaimReview, or CSV."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from feeds import limited
from feeds.extract import NoArticleError, charset, structured
from feeds.limited import About, Limits, Work
from feeds.parse.decode import decode
from moderation.references.claim_review import reviews
from moderation.references.table import table
from moderation.references.types import Checked, Found, UnreadableError

PAGE, DATA, TABLE = "page", "data", "table"


def read(body: bytes, *, form: str, url: str = "", content_type: str = "") -> Found:
    """What a page, a document of JSON or a table holds. Bounded in what it returns, not in time.

    Raises UnreadableError.
    """
    if form == PAGE:
        return _of_page(decode(body, f"charset={charset(body, content_type)}"), url)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise UnreadableError(f"Line {line} is not UTF-8 ({error.reason}); save the file as UTF-8.") from error
    return table(text) if form == TABLE else _of_data(text)


def _of_page(page: str, url: str) -> Found:
    try:
        return reviews(structured(page, kind="ClaimReview"), page=url)
    except NoArticleError as error:
        raise UnreadableError(str(error)) from error


def _of_data(text: str) -> Found:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise UnreadableError("Its lists and objects are nested too deeply.") from error
    return reviews([value])


def answer(about: About, body: bytes) -> tuple[About, bytes]:
    """In the child: what was found, as JSON."""
    try:
        found = asdict(read(body, **about))
    except UnreadableError as error:
        raise limited.RefusedError(str(error)) from error
    return {}, json.dumps(found, default=date.isoformat).encode()


# 100,000 reviews take 9 s and 600 MB; a page takes a tenth of a second.
READ = Work(answer, doing="reading the checked claims", limits=Limits(seconds=60, memory_bytes=2_000_000_000))


def read_limited(body: bytes, *, form: str, url: str = "", content_type: str = "", work: Work = READ) -> Found:
    """`read` in a child process. Raises UnreadableError, also when a limit was reached."""
    try:
        _about, made = limited.ask(work, {"form": form, "url": url, "content_type": content_type}, body)
        found: dict[str, Any] = json.loads(made)
        return Found(tuple(_loaded(one) for one in found["checked"]), tuple(found["problems"]))
    except limited.LimitedError as error:
        raise UnreadableError(str(error)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableError("Reading the checked claims gave nothing that can be understood.") from error


def _loaded(one: dict[str, Any]) -> Checked:
    reviewed = one.pop("reviewed_date")
    return Checked(**one, reviewed_date=date.fromisoformat(reviewed) if reviewed else None)
