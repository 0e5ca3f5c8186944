"""A publisher's colours."""

from dataclasses import dataclass
from zlib import crc32

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The sky above and at the horizon, the ground far and near, and what shines."""

    high: Colour
    low: Colour
    far: Colour
    near: Colour
    light: Colour


def _colour(text: str) -> Colour:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


# Chosen by eye, beside brick and sea green: a page of twenty must stay calm in the light theme and in the dark one.
PALETTES = tuple(
    Palette(*map(_colour, row.split()))
    for row in (
        "7fa9b8 f1dcc0 a7b6b5 1f3d47 f4b66a",  # harbour morning
        "e8a87c f7e3c6 c98f74 4a2a2c fff1cf",  # brick evening
        "a9c5b4 f3efd9 8fae93 24402f f2c14e",  # meadow
        "3b4a6b c98f8f 7a7598 1c2238 f6d7a7",  # dusk
        "c7d5e0 f6eee3 93a9bd 2d4059 e5785a",  # clear cold
        "d9c7a3 f7f0dd b99f72 4d3b23 c8553d",  # sand
        "6f8f95 dce3d5 7d9a94 15333a e9c46a",  # rain over
        "b79fb8 f4dfd6 a08bab 372a48 f2a65a",  # heather
        "20304f 6d7fa3 3d5079 0d1526 f5e6b8",  # night
        "90b8c9 fdf3e0 7fb0a8 1b4a4c ef8354",  # lagoon
        "e3b7a0 f9ead7 b9806e 3c2b35 ffd9a0",  # clay
    )
)


def palette_of(publisher: str) -> Palette:
    """The same colours for every picture of a publisher."""
    return PALETTES[crc32(publisher.encode()) % len(PALETTES)]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """From `one` (0) to `other` (1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
