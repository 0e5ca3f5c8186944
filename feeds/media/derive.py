"""The copies that the site serves: upright, bounded, without metadata, always WebP."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from feeds.media.inspect import FORMATS, PictureError, opened
from feeds.models.icon import WIDTH as ICON_WIDTH
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH

TALLEST = 4000  # pixels: an infographic is shown whole down to here
SMALLEST = 100  # pixels a side: below it is an icon
QUALITY = 78  # of 100: 30 to 60 kB at card width, without blocks that an eye finds
_PAPER = (255, 255, 255)  # what shines through a picture with holes


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture as the site keeps it: `files` are WebP by their width; width and height are those of the largest."""

    width: int
    height: int
    colour: str  # the mean of all pixels, as #rrggbb
    files: dict[int, bytes]


def derive(body: bytes) -> Derived:
    """The copies of a publisher's picture; of an animation the first frame. Raises PictureError."""
    with opened(body) as picture:
        # A decoder may leave out what nobody will see: JPEG halves its sides while it reads.
        picture.draft("RGB", (ARTICLE_WIDTH, ARTICLE_WIDTH))
        pixels = _pixels(picture)
    if min(pixels.size) < SMALLEST:
        raise PictureError(_("the picture is too small to be shown"))
    large = _within(pixels, ARTICLE_WIDTH)
    files = {ARTICLE_WIDTH: _webp(large), CARD_WIDTH: _webp(_within(large, CARD_WIDTH))}
    red, green, blue = (int(value) for value in large.resize((1, 1), Image.Resampling.BOX).tobytes()[:3])
    return Derived(*large.size, f"#{red:02x}{green:02x}{blue:02x}", files)


def derive_icon(body: bytes) -> bytes:
    """A site's icon, square, as WebP with its holes. Raises PictureError."""
    with opened(body, formats=(*FORMATS, "ICO")) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    return _webp(ImageOps.pad(bare, (ICON_WIDTH, ICON_WIDTH), Image.Resampling.LANCZOS, color=(0, 0, 0, 0)))


def _pixels(picture: Image.Image) -> Image.Image:
    """The pixels alone, upright and opaque: a plain re-save would keep a JPEG's comment."""
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        bare = Image.new("RGB", upright.size, _PAPER)
        bare.paste(upright, mask=upright.getchannel("A"))
        return bare
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    return bare


def _within(picture: Image.Image, width: int) -> Image.Image:
    """The picture at most this wide and TALLEST high; never larger than it is."""
    smaller = picture.copy()
    smaller.thumbnail((width, TALLEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return smaller


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
