"""A publisher's picture -> the copies that the site serves, made in a limited child (feeds.pixels)."""

from dataclasses import dataclass
from itertools import accumulate

import structlog
from django.utils.translation import gettext as _

from feeds import limited
from feeds.limited import About, Limits, Work
from feeds.models.icon import WIDTH as ICON_WIDTH
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH
from feeds.pixels import inspect
from feeds.pixels.copies import copies, icon

log = structlog.get_logger(__name__)

WIDTHS = (ARTICLE_WIDTH, CARD_WIDTH)
# Measured on 2 busy cores: 81 million pixels of a PNG take 7 s and fit the memory; with transparency they do not.
LIMITS = Limits(seconds=20.0)
COPIES, ICON = Work(copies, "opening the picture", LIMITS), Work(icon, "opening the icon", LIMITS)


class PictureError(Exception):
    """No picture that the site shows; the message is a sentence."""


class CostlyPictureError(PictureError):
    """Opening it reached a limit of time or memory, or the child was killed: on a quieter machine it may be opened."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture as the site keeps it: `files` are WebP by their width; width and height are those of the largest."""

    width: int
    height: int
    colour: str  # the mean of all pixels, as #rrggbb
    files: dict[int, bytes]


def derive(body: bytes) -> Derived:
    """The copies of a publisher's picture; of an animation the first frame. Raises PictureError, or its kind
    CostlyPictureError where another try may succeed.
    """
    about, files = _asked(COPIES, {"widths": WIDTHS}, body)
    try:
        lengths = [int(length) for length in about["lengths"]]
        ends = zip(WIDTHS, lengths, accumulate(lengths), strict=True)
        cut = {width: files[end - length : end] for width, length, end in ends}
        return Derived(int(about["width"]), int(about["height"]), str(about["colour"]), cut)
    except (KeyError, TypeError, ValueError) as error:  # the picture took the child over: its answer is the picture's
        log.warning("picture_broke_decoder", error=repr(error))
        raise PictureError(_sentence(inspect.DAMAGED_WORD)) from error


def derive_icon(body: bytes) -> bytes:
    """A site's icon, square, as WebP with its holes. Raises PictureError."""
    return _asked(ICON, {"width": ICON_WIDTH}, body)[1]


def _asked(work: Work, about: About, body: bytes) -> tuple[About, bytes]:
    try:
        return limited.ask(work, about, body)
    except limited.RefusedError as error:
        raise PictureError(_sentence(str(error))) from error
    except limited.TooCostlyError as error:
        raise CostlyPictureError(_("opening the picture took more time or memory than it may take")) from error
    except limited.BrokenError as error:
        log.warning("picture_broke_decoder", error=str(error))
        raise PictureError(_sentence(inspect.DAMAGED_WORD)) from error


def _sentence(word: str) -> str:
    known = {
        inspect.PIXELS_WORD: _("the picture has too many pixels"),
        inspect.FRAMES_WORD: _("the animation has too many frames"),
        inspect.KIND_WORD: _("this is no JPEG, PNG, WebP, GIF or AVIF picture"),
        inspect.SMALL_WORD: _("the picture is too small to be shown"),
    }
    return known.get(word, _("the picture is damaged or incomplete"))
