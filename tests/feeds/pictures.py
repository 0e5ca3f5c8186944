"""Pictures for tests, made here: ordinary ones, and such as hostile publishers send."""

import io
import struct
import zlib

from PIL import Image

SECRET = "52 30 13 N"  # where somebody lives


def picture(
    kind: str = "JPEG", *, size: tuple[int, int] = (800, 600), colour: str = "#20639b", mode: str = "RGB"
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def halves(*, orientation: int) -> bytes:
    """600 x 400 as stored, its left half red; the EXIF says how to turn it."""
    image = Image.new("RGB", (600, 400), "blue")
    image.paste("red", (0, 0, 300, 400))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def located() -> bytes:
    """A JPEG that says where it was taken, in EXIF, in XMP and in its comment."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = SECRET
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "#336633").save(out, "JPEG", exif=exif, xmp=xmp, comment=SECRET.encode())
    return out.getvalue()


def animation(*, frames: int, size: tuple[int, int], kind: str = "GIF") -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("L", size, n % 200) for n in range(frames)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def bomb(*, width: int, height: int) -> bytes:
    """A PNG of some bytes whose header promises all these pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
