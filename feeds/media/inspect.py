"""Is this a picture, and one that costs no more than a picture may? Decided before a pixel is decoded."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

# Everything else that Pillow opens stays closed: EPS runs Ghostscript, PSD had CVE-2026-25990, SVG may hold scripts.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Zulip's limits. A header of a few bytes may promise 400 million pixels, and an animation repeats its promise.
PIXELS, PIXELS_ANIMATED, FRAMES = 90_000_000, 30_000_000, 1_000
LONGEST = 20_000  # pixels a side; 1 x 100,000 is no picture


class PictureError(Exception):
    """No picture that the site shows; the message is a sentence."""


@contextmanager
def opened(body: bytes, *, formats: tuple[str, ...] = FORMATS) -> Iterator[Image.Image]:
    """The picture in these bytes, within the limits and not decoded yet. Raises PictureError, also inside the block."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _plugins()
            with Image.open(io.BytesIO(body), formats=formats) as picture:
                _refuse_large(picture)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(_("the picture has too many pixels")) from error
    except UnidentifiedImageError as error:
        raise PictureError(_("this is no JPEG, PNG, WebP, GIF or AVIF picture")) from error
    # Pillow's decoders raise all of these for damaged files.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, MemoryError) as error:
        raise PictureError(_("the picture is damaged or incomplete")) from error


def _refuse_large(picture: Image.Image) -> None:
    width, height = picture.size
    frames = int(getattr(picture, "n_frames", 1))
    if max(width, height) > LONGEST or width * height > PIXELS:
        raise PictureError(_("the picture has too many pixels"))
    if frames > 1 and (frames > FRAMES or width * height * frames > PIXELS_ANIMATED):
        raise PictureError(_("the animation has too many frames"))


@lru_cache(maxsize=1)
def _plugins() -> None:
    """Load every format once; a plugin that is missing shows itself here and not as an unreadable picture."""
    Image.init()
