"""Hills, peaks, dunes, fields, woods; and what hangs above them."""

import math
from collections.abc import Callable
from itertools import pairwise

from aggregator.demo.pictures.palette import mixed
from aggregator.demo.pictures.scene import Scene


def sunrise(scene: Scene) -> None:
    """A sky with its sun."""
    scene.sky()
    x, y = scene.sun
    scene.glow(x, y, 0.75, 0.75)
    scene.disc(x, y, scene.rng.uniform(0.07, 0.11), scene.palette.light)


def night(scene: Scene) -> None:
    """A dark sky with stars and a moon."""
    palette = scene.palette
    scene.sky(mixed(palette.near, (8, 12, 28), 0.5), mixed(palette.high, palette.near, 0.45))
    for _ in range(170):
        x, y = scene.rng.random(), scene.rng.random() ** 1.4 * 0.7
        scene.disc(
            x, y, scene.rng.uniform(0.0008, 0.0026), mixed(palette.light, palette.high, scene.rng.random() * 0.6)
        )
    x, y = scene.sun
    scene.glow(x, y, 0.5, 0.35)
    scene.disc(x, y, 0.075, mixed(palette.light, (255, 255, 255), 0.4))


def clouds(scene: Scene) -> None:
    """Flat ones, in rows that come closer together at the horizon."""
    for row in range(4):
        height = 0.026 - 0.005 * row
        colour = mixed(scene.palette.low, (255, 255, 255), 0.4 - 0.09 * row)
        for _ in range(2):
            x, y = scene.rng.uniform(-0.1, 0.9), 0.07 + 0.1 * row + scene.rng.uniform(-0.02, 0.02)
            for n in range(3):
                left, length = x + scene.rng.uniform(0, 0.06) * n, scene.rng.uniform(0.12, 0.22) * (1 - 0.2 * n)
                scene.pill(left, y - height * 0.62 * n, left + length, height, colour)


def hills(scene: Scene) -> None:
    """Six layers, each darker and nearer."""
    for n in range(6):
        y = 0.5 + 0.085 * n
        scene.under(scene.rolling(y, 0.12 - 0.008 * n), scene.tone(n / 5))
        scene.mist(y + 0.1, 0.14, max(0.0, 0.34 - 0.08 * n))


def foothills(scene: Scene) -> None:
    """Two near layers, before something taller."""
    for n in (3, 5):
        scene.under(scene.rolling(0.64 + 0.06 * n - 0.06, 0.08), scene.tone(n / 5))


def peaks(scene: Scene) -> None:
    """Two ranges of mountains, the far one with snow."""
    for depth, y, height in ((0.15, 0.55, 0.36), (0.5, 0.68, 0.22)):
        line = _jagged(scene, y, height)
        scene.under(line, scene.tone(depth), steps=128)
        if depth < 0.3:  # noqa: PLR2004  the far range
            _snow(scene, line, y - height * 0.52)
        scene.mist(y + 0.14, 0.2, 0.4)


def _jagged(scene: Scene, y: float, height: float) -> Callable[[float], float]:
    """A line by halving: each middle point moves up or down by half as much as the one before."""
    points = [y, y - height * 0.4, y - height, y - height * 0.3, y]
    step = height * 0.34
    while len(points) < 129:  # noqa: PLR2004  a point every 16 pixels
        halves = [(a + b) / 2 + scene.rng.uniform(-step, step) for a, b in pairwise(points)]
        points = [value for pair in zip(points, halves, strict=False) for value in pair] + [points[-1]]
        step *= 0.5
    return lambda x: points[min(len(points) - 1, round(x * (len(points) - 1)))]


def _snow(scene: Scene, line: Callable[[float], float], below: float) -> None:
    white = mixed(scene.palette.low, (255, 255, 255), 0.6)
    for n in range(128):
        x, tip = n / 128, line(n / 128)
        if tip < below:
            foot = below + 0.018 * math.sin(n * 0.9) + 0.01 * math.sin(n * 2.3)
            scene.polygon([(x, tip), (x + 1 / 128, line(x + 1 / 128)), (x + 1 / 128, foot), (x, foot)], white)


def dunes(scene: Scene) -> None:
    """Long slopes with a bright and a dark side."""
    for n in range(5):
        y = 0.5 + 0.1 * n
        line = scene.rolling(y, 0.16, waves=2)
        scene.under(line, mixed(scene.tone(n / 5), scene.palette.light, 0.25))
        scene.under(_lower(line, scene.rolling(y + 0.05, 0.15, waves=2)), scene.tone(n / 5 + 0.05))


def _lower(slope: Callable[[float], float], shadow: Callable[[float], float]) -> Callable[[float], float]:
    return lambda x: max(slope(x) + 0.012, shadow(x))


def field(scene: Scene) -> None:
    """Furrows that meet at the horizon."""
    scene.under(scene.rolling(0.55, 0.04), scene.tone(0.25))
    scene.box(0, 0.6, 1, 1.01, scene.tone(0.55))
    x, _y = scene.sun
    for n in range(-16, 17):
        left, right = x + n * 0.13, x + (n + 0.5) * 0.13
        scene.polygon(
            [(x + n * 0.012, 0.6), (x + (n + 0.5) * 0.012, 0.6), (right, 1.01), (left, 1.01)], scene.tone(0.8)
        )
    scene.mist(0.6, 0.1, 0.5)


def woods(scene: Scene) -> None:
    """Pines in mist, row behind row."""
    for n in range(5):
        ground = scene.rolling(0.55 + 0.1 * n, 0.08)
        colour, size = scene.tone(0.1 + 0.22 * n), 0.07 + 0.035 * n
        scene.under(ground, colour)
        x = -0.02
        while x < 1.02:  # noqa: PLR2004  just past the edge
            _pine(scene, x, ground(x) + 0.02, size * scene.rng.uniform(0.7, 1.25), n)
            x += size * scene.rng.uniform(0.16, 0.42)
        scene.mist(0.66 + 0.1 * n, 0.12, 0.5 - 0.125 * n)


def _pine(scene: Scene, x: float, y: float, size: float, row: int) -> None:
    for part in range(4):
        wide, top = size * (0.07 + 0.045 * part), y - size + size * 0.22 * part
        scene.polygon(
            [(x, top), (x + wide, top + size * 0.36), (x - wide, top + size * 0.36)], scene.tone(0.1 + 0.22 * row)
        )


def river(scene: Scene) -> None:
    """A bright band that winds towards us."""
    x, _y = scene.sun
    left, right = [], []
    for n in range(41):
        share = n / 40
        y = 0.66 + 0.35 * share
        middle = x + 0.2 * share + 0.11 * share * _bend(share)
        wide = 0.006 + 0.16 * share**1.7
        left.append((middle - wide, y))
        right.append((middle + wide, y))
    scene.polygon([*left, *reversed(right)], mixed(scene.palette.low, scene.palette.light, 0.3))


def _bend(share: float) -> float:
    return -3.2 * share * (1 - share) * 2 + (1 if share > 0.55 else -1) * 0.4 * (share - 0.55)  # noqa: PLR2004  its knee
