"""A sheet to draw on, in shares of its width and height: 0, 0 is the upper left corner."""

import math
from collections.abc import Callable, Iterable
from random import Random

from PIL import Image, ImageDraw

from aggregator.demo.pictures.palette import Colour, Palette, mixed

WIDTH, HEIGHT = 1344, 896
FINER = 1.5  # drawn this much larger, then made smaller: edges without steps
Point = tuple[float, float]


class Scene:
    """What is drawn, with its colours and its dice."""

    def __init__(self, palette: Palette, rng: Random) -> None:
        self.palette, self.rng = palette, rng
        self.size = round(WIDTH * FINER), round(HEIGHT * FINER)
        self.image = Image.new("RGB", self.size)
        self.draw = ImageDraw.Draw(self.image)
        self.sun: Point = rng.uniform(0.28, 0.72), rng.uniform(0.3, 0.42)

    def tone(self, depth: float) -> Colour:
        """The colour of the ground, from the horizon (0) to our feet (1)."""
        return mixed(self.palette.far, self.palette.near, depth)

    def at(self, points: Iterable[Point]) -> list[Point]:
        """Shares as pixels."""
        width, height = self.size
        return [(x * width, y * height) for x, y in points]

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """A filled shape."""
        self.draw.polygon(self.at(points), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.draw.rectangle([*self.at([(left, top)])[0], *self.at([(right, bottom)])[0]], fill=colour)

    def line(self, points: Iterable[Point], colour: Colour, width: float) -> None:
        """A line; its width is a share of the height."""
        self.draw.line(self.at(points), fill=colour, width=max(1, round(width * self.size[1])), joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A circle; its radius is a share of the height."""
        (left, top), reach = self.at([(x, y)])[0], radius * self.size[1]
        self.draw.ellipse([left - reach, top - reach, left + reach, top + reach], fill=colour)

    def pill(self, left: float, top: float, right: float, height: float, colour: Colour) -> None:
        """A bar with round ends."""
        (x, y), (end, _y) = self.at([(left, top), (right, top)])
        high = height * self.size[1]
        self.draw.rounded_rectangle([x, y, end, y + high], radius=high / 2, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        """The edge of a circle."""
        (left, top), reach = self.at([(x, y)])[0], radius * self.size[1]
        self.draw.ellipse(
            [left - reach, top - reach, left + reach, top + reach], outline=colour, width=round(width * self.size[1])
        )

    def sky(self, high: Colour | None = None, low: Colour | None = None, *, until: float = 0.75) -> None:
        """From above to the horizon."""
        top, bottom = high or self.palette.high, low or self.palette.low
        column = Image.new("RGB", (1, 256))
        column.putdata([mixed(top, bottom, min(1.0, n / 255 / until) ** 1.2) for n in range(256)])
        self.image.paste(column.resize(self.size, Image.Resampling.BICUBIC))

    def glow(self, x: float, y: float, radius: float, strength: float) -> None:
        """Light around a point."""
        reach = round(radius * self.size[1])
        around = Image.radial_gradient("L").resize((2 * reach, 2 * reach))
        mask = around.point(lambda value: round(max(0.0, 1 - value / 180) ** 2 * 255 * strength))
        (left, top) = self.at([(x, y)])[0]
        self.image.paste(self.palette.light, (round(left) - reach, round(top) - reach), mask)

    def mist(self, y: float, height: float, strength: float) -> None:
        """The colour of the horizon, lying over what is drawn so far, thickest at `y`."""
        column = Image.new("L", (1, 256))
        column.putdata([round(255 * strength * max(0.0, 1 - abs(n / 255 - y) / height)) for n in range(256)])
        self.image.paste(self.palette.low, (0, 0), column.resize(self.size, Image.Resampling.BICUBIC))

    def rolling(self, y: float, height: float, *, waves: int = 4) -> Callable[[float], float]:
        """A soft line around `y`: sines of growing number and falling size."""
        parts = [
            (height / (n + 1), (n + 0.6) * self.rng.uniform(0.8, 1.3), self.rng.uniform(0, math.tau))
            for n in range(waves)
        ]
        return lambda x: y + sum(size * math.sin(math.tau * pace * x + start) for size, pace, start in parts) / 2

    def under(self, line: Callable[[float], float], colour: Colour, *, steps: int = 160) -> None:
        """Everything below a line."""
        top = [(n / steps, line(n / steps)) for n in range(steps + 1)]
        self.polygon([(0, 1.01), *top, (1, 1.01)], colour)
