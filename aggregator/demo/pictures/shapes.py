"""Planets, orbits, waves and fruit: what is no landscape."""

import math

from aggregator.demo.pictures.palette import mixed
from aggregator.demo.pictures.scene import Scene


def planet(scene: Scene) -> None:
    """A banded one with a ring."""
    x, y, radius = 0.5 + scene.rng.uniform(-0.1, 0.1), 0.5, scene.rng.uniform(0.24, 0.3)
    ratio = scene.size[1] / scene.size[0]
    scene.glow(x, y, 0.7, 0.25)
    for n in range(400):
        share = n / 399 * 2 - 1
        reach = math.sqrt(max(0.0, 1 - share**2)) * radius * ratio
        band = mixed(scene.palette.light, scene.palette.far, 0.5 + 0.32 * math.sin(n / 19 + x * 9))
        scene.box(x - reach, y + share * radius, x + reach, y + (share + 0.006) * radius, band)
    for n in range(6):
        wide, tilt = radius * ratio * (1.45 + 0.09 * n), 0.05
        front = [(x + wide * math.cos(a), y + tilt * math.cos(a) + 0.3 * wide * math.sin(a)) for a in _half()]
        scene.line(front, mixed(scene.palette.low, scene.palette.light, n / 6), 0.0075)


def orbits(scene: Scene) -> None:
    """Circles about one point, a body on each."""
    scene.sky(scene.palette.low, mixed(scene.palette.low, scene.palette.far, 0.5))
    x, y = 0.5, 0.52
    for n in range(1, 9):
        radius = 0.085 * n
        scene.ring(x, y, radius, mixed(scene.palette.far, scene.palette.near, n / 14), 0.0035)
        angle = scene.rng.uniform(0, math.tau)
        place = x + radius * math.cos(angle) * 2 / 3, y + radius * math.sin(angle)
        scene.disc(
            *place,
            scene.rng.uniform(0.012, 0.04),
            scene.rng.choice((scene.palette.light, scene.palette.near, scene.palette.high)),
        )
    scene.disc(x, y, 0.055, scene.palette.light)


def waves(scene: Scene) -> None:
    """Lines that swell and fall, like a breath."""
    scene.sky(scene.palette.low, mixed(scene.palette.low, scene.palette.high, 0.6))
    middle = scene.sun[0]
    for n in range(26):
        y = 0.16 + 0.028 * n
        pace, start = scene.rng.uniform(2, 4), scene.rng.uniform(0, math.tau)
        line = [
            (
                k / 160,
                y
                - 0.13
                * math.exp(-(((k / 160 - middle) / 0.19) ** 2))
                * (1 + math.sin(math.tau * pace * k / 160 + start)),
            )
            for k in range(161)
        ]
        scene.line(line, mixed(scene.palette.near, scene.palette.light, (n % 5) / 6), 0.005)


def fruit(scene: Scene) -> None:
    """Rounds on a table, light from one side."""
    palette, rng = scene.palette, scene.rng
    scene.sky(mixed(palette.low, palette.high, 0.45), palette.low)
    scene.box(0, 0.68, 1, 1.01, mixed(palette.far, palette.near, 0.5))
    for n in range(7):
        radius = rng.uniform(0.09, 0.16)
        x, y = 0.12 + 0.128 * n + rng.uniform(-0.02, 0.02), 0.76 - radius * 0.72 + rng.uniform(0, 0.06)
        colour = mixed(palette.light, rng.choice((palette.near, palette.far, palette.high)), rng.uniform(0.1, 0.55))
        scene.disc(x + 0.012, y + 0.018, radius, mixed(palette.near, palette.far, 0.35))
        for k in range(14):
            share = k / 14
            shade = mixed(mixed(colour, palette.near, 0.4), mixed(colour, (255, 255, 255), 0.35), share)
            scene.disc(x - radius * 0.2 * share, y - radius * 0.3 * share, radius * (1 - 0.85 * share), shade)
        scene.line([(x, y - radius * 0.9), (x + 0.008, y - radius * 1.2)], palette.near, 0.006)


def lanes(scene: Scene) -> None:
    """A running track from above, the curve of it."""
    palette = scene.palette
    scene.sky(mixed(palette.far, palette.light, 0.2), mixed(palette.far, palette.near, 0.25))
    x, y = (0.06, 1.12) if scene.rng.random() < 0.5 else (0.94, 1.12)  # noqa: PLR2004  a bend to the left or right
    for n in range(9, -1, -1):
        radius = 0.36 + 0.085 * n
        scene.disc(x, y, radius, mixed(palette.light, palette.near, 0.25 + 0.03 * (n % 2)))
        scene.ring(x, y, radius, mixed(palette.low, (255, 255, 255), 0.6), 0.0055)
    scene.disc(x, y, 0.36, scene.tone(0.6))


def panes(scene: Scene) -> None:
    """Tall papers behind each other, as in a theatre or a shelf of books."""
    palette, rng = scene.palette, scene.rng
    scene.sky(mixed(palette.near, palette.far, 0.2), mixed(palette.near, palette.light, 0.35))
    scene.glow(0.5, 0.62, 0.9, 0.8)
    for n in range(7):
        share = n / 6
        for side in (-1, 1):
            inner, outer = 0.5 + side * (0.07 + 0.075 * n), 0.5 + side * 0.6
            fold = rng.uniform(0.01, 0.03)
            edge = [(inner + side * fold * math.sin(k / 2 + n), k / 24) for k in range(25)]
            shade = mixed(palette.light, palette.near, 0.25 + 0.7 * share)
            scene.polygon([(outer, 0), *edge, (outer, 1)], shade)
    scene.box(0, 0.9, 1, 1.01, palette.near)
    scene.disc(0.5, 0.86, 0.045, palette.near)


def columns(scene: Scene) -> None:
    """Pillars of growing height, with their shadows."""
    palette, rng = scene.palette, scene.rng
    scene.sky(palette.low, mixed(palette.low, palette.high, 0.5))
    ground, count = 0.82, 11
    scene.box(0, ground, 1, 1.01, mixed(palette.far, palette.near, 0.25))
    height = 0.2
    for n in range(count):
        height = min(0.62, max(0.12, height + rng.uniform(-0.09, 0.15)))
        left, right = 0.06 + n * 0.082, 0.06 + n * 0.082 + 0.05
        scene.polygon(
            [(left, ground), (right, ground), (right + 0.09, 1.01), (left + 0.09, 1.01)],
            mixed(palette.far, palette.near, 0.45),
        )
        scene.box(left, ground - height, right, ground, mixed(palette.far, palette.near, 0.25 + 0.05 * n))
        scene.box(left, ground - height, left + 0.016, ground, mixed(palette.light, palette.far, 0.35))


def _half() -> list[float]:
    """Half a turn, in steps that make a smooth line."""
    return [math.pi * n / 90 for n in range(-6, 97)]
