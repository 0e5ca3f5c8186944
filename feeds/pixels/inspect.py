"""Is this a picture, and one that costs no more than a picture may? Decided before a pixel is decoded."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from feeds.limited import RefusedError

# Everything else that Pillow opens stays closed: EPS runs Ghostscript, PSD had CVE-2026-25990, SVG may hold scripts.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Zulip's limits. A header of a few bytes may promise 400 million pixels, and an animation repeats its promise.
PIXELS, PIXELS_ANIMATED, FRAMES = 90_000_000, 30_000_000, 1_000
LONGEST = 20_000  # pixels a side; 1 x 100,000 is no picture
# Why there are no copies; the parent has the sentences.
PIXELS_WORD, FRAMES_WORD, KIND_WORD, DAMAGED_WORD, SMALL_WORD = "pixels", "frames", "kind", "damaged", "small"


@contextmanager
def opened(body: bytes, *, formats: tuple[str, ...] = FORMATS) -> Iterator[Image.Image]:
    """The picture in these bytes, within the limits and not decoded yet. Raises RefusedError with one of the words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _plugins()
            with Image.open(io.BytesIO(body), formats=formats) as picture:
                _refuse_large(picture)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(PIXELS_WORD) from error
    except UnidentifiedImageError as error:
        raise RefusedError(KIND_WORD) from error
    # Pillow's decoders raise all of these for damaged files.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise RefusedError(DAMAGED_WORD) from error


def _refuse_large(picture: Image.Image) -> None:
    width, height = picture.size
    frames = int(getattr(picture, "n_frames", 1))
    if max(width, height) > LONGEST or width * height > PIXELS:
        raise RefusedError(PIXELS_WORD)
    if frames > 1 and (frames > FRAMES or width * height * frames > PIXELS_ANIMATED):
        raise RefusedError(FRAMES_WORD)


@lru_cache(maxsize=1)
def _plugins() -> None:
    """Load every format once; a plugin that is missing shows itself here and not as an unreadable picture."""
    Image.init()
