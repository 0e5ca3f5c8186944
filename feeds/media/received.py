"""An answer of a publisher that should be a picture -> the site's copies of it."""

from datetime import timedelta

from django.utils.translation import gettext as _

from feeds.media.derive import CostlyPictureError, Derived, derive
from feeds.types import FetchResult, Outcome

# Stores of files often do not know what they hold; the bytes themselves decide later, whatever the server says.
UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})


class NotReceivedError(Exception):
    """No picture came, or opening it cost too much this time; asking again later may help. The message is a sentence.

    `wait` is how long the publisher's domain wants to be left alone, where it was not asked at all.
    """

    def __init__(self, why: str, *, wait: timedelta | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def received(result: FetchResult) -> Derived:
    """The copies. Raises NotReceivedError, or PictureError for what is no picture that the site shows."""
    if result.outcome == Outcome.POSTPONED:
        raise NotReceivedError(result.error, wait=timedelta(seconds=result.retry_after_s or 0))
    if why := _unfit(result):
        raise NotReceivedError(why)
    try:
        return derive(result.body)
    except CostlyPictureError as error:
        raise NotReceivedError(str(error)) from error


def _unfit(result: FetchResult) -> str:
    """Why there is no picture in this answer; empty when there may be one."""
    if result.outcome in {Outcome.FAILED, Outcome.GONE}:
        return result.error
    kind = result.content_type.partition(";")[0].strip().lower()
    if kind.startswith("image/") or kind in UNTYPED:
        return ""
    return _("the server sent %(kind)s instead of a picture") % {"kind": kind[:60]}
