"""The copies that the site serves: upright, bounded, without metadata, always WebP."""

import io

from PIL import Image, ImageOps

from feeds.limited import About, RefusedError
from feeds.pixels.inspect import FORMATS, SMALL_WORD, opened

TALLEST = 4000  # pixels: an infographic is shown whole down to here
SMALLEST = 100  # pixels a side: below it is an icon
QUALITY = 78  # of 100: 30 to 60 kB at card width, without blocks that an eye finds
_PAPER = (255, 255, 255)  # what shines through a picture with holes


def copies(about: About, body: bytes) -> tuple[About, bytes]:
    """A picture in each of `about["widths"]`, largest first; of an animation the first frame.

    Says the size of the largest, the mean of all pixels as #rrggbb, and the length of each file; the bytes are the
    files one after another. Raises RefusedError.
    """
    widths: list[int] = about["widths"]
    with opened(body) as picture:
        # A decoder may leave out what nobody will see: JPEG halves its sides while it reads.
        picture.draft("RGB", (widths[0], widths[0]))
        pixels = _pixels(picture)
    if min(pixels.size) < SMALLEST:
        raise RefusedError(SMALL_WORD)
    large = _within(pixels, widths[0])
    files = [_webp(_within(large, width)) for width in widths]
    red, green, blue = (int(value) for value in large.resize((1, 1), Image.Resampling.BOX).tobytes()[:3])
    said = {"width": large.width, "height": large.height, "colour": f"#{red:02x}{green:02x}{blue:02x}"}
    return {**said, "lengths": [len(file) for file in files]}, b"".join(files)


def icon(about: About, body: bytes) -> tuple[About, bytes]:
    """A site's icon, square, `about["width"]` wide, as WebP with its holes. Raises RefusedError."""
    side: int = about["width"]
    with opened(body, formats=(*FORMATS, "ICO")) as picture:
        upright = ImageOps.exif_transpose(picture.convert("RGBA"))
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    return {}, _webp(ImageOps.pad(bare, (side, side), Image.Resampling.LANCZOS, color=(0, 0, 0, 0)))


def _pixels(picture: Image.Image) -> Image.Image:
    """The pixels alone, upright and opaque: a plain re-save would keep a JPEG's comment."""
    # Small first: 90 million pixels are 360 MB, and each further step would copy them.
    plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    plain.thumbnail((TALLEST, TALLEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright = ImageOps.exif_transpose(plain)
    bare = Image.new("RGB", upright.size, _PAPER)
    bare.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
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
