"""Water, boats, a lighthouse, islands, rain."""

from collections.abc import Callable

from aggregator.demo.pictures.palette import mixed
from aggregator.demo.pictures.scene import Scene

HORIZON = 0.56


def water(scene: Scene) -> None:
    """The sea from the horizon to our feet, with the sun's road on it."""
    palette, rng = scene.palette, scene.rng
    for n in range(60):
        share = n / 59
        y = HORIZON + (1.01 - HORIZON) * share
        colour = mixed(mixed(palette.low, palette.far, 0.55), palette.near, share * 0.9)
        scene.box(0, y, 1, y + 0.01, colour)
    x, _y = scene.sun
    for n in range(110):
        share = (n / 110) ** 1.25
        y = HORIZON + 0.006 + 0.42 * share
        wide = (0.02 + 0.09 * share) * rng.uniform(0.25, 1)
        middle = x + rng.uniform(-1, 1) * (0.012 + 0.085 * share)
        colour = mixed(palette.light, mixed(palette.low, palette.near, share), 0.15 + 0.55 * share)
        scene.box(middle - wide / 2, y, middle + wide / 2, y + 0.0022 + 0.004 * share, colour)


def islands(scene: Scene) -> None:
    """Low land at the horizon."""
    for depth in (0.05, 0.3, 0.55):
        x, wide = scene.rng.uniform(-0.2, 0.85), scene.rng.uniform(0.28, 0.6)
        line = scene.rolling(0, 0.05)
        foot = HORIZON + 0.004 + 0.03 * depth
        top = [
            (x + wide * n / 60, foot - (0.02 + 0.09 * (1 - depth)) * (1 - (n / 30 - 1) ** 2) * (1 + 6 * line(n / 60)))
            for n in range(61)
        ]
        scene.polygon([(x, foot), *top, (x + wide, foot)], scene.tone(depth))


def boats(scene: Scene) -> None:
    """Sails, small at the horizon and larger before it."""
    for n in range(5):
        size = 0.05 + 0.05 * n
        x = (0.13 + 0.37 * n + scene.rng.uniform(-0.06, 0.06)) % 0.94 + 0.03
        _boat(scene, x, HORIZON + 0.02 + 0.055 * n, size)


def _boat(scene: Scene, x: float, y: float, size: float) -> None:
    sail, hull = mixed(scene.palette.low, (255, 255, 255), 0.55), mixed(scene.palette.near, (0, 0, 0), 0.15)
    wide = size * 0.42
    scene.polygon([(x, y - size), (x, y - size * 0.12), (x + wide * 0.8, y - size * 0.12)], sail)
    scene.polygon(
        [(x - size * 0.02, y - size * 0.86), (x - size * 0.02, y - size * 0.12), (x - wide * 0.5, y - size * 0.12)],
        mixed(sail, scene.palette.light, 0.5),
    )
    scene.polygon(
        [(x - wide * 0.7, y - size * 0.08), (x + wide, y - size * 0.08), (x + wide * 0.7, y), (x - wide * 0.5, y)], hull
    )


def lighthouse(scene: Scene) -> None:
    """On a rock, with its beam."""
    x = 0.78 if scene.sun[0] < 0.5 else 0.2  # noqa: PLR2004  the other side of the sun
    dark, pale = scene.tone(1), mixed(scene.palette.low, (255, 255, 255), 0.5)
    scene.glow(x, 0.3, 0.3, 0.6)
    scene.polygon([(x - 0.026, 0.62), (x - 0.017, 0.33), (x + 0.017, 0.33), (x + 0.026, 0.62)], pale)
    for top in (0.38, 0.47, 0.56):
        scene.box(x - 0.021, top, x + 0.021, top + 0.035, mixed(scene.palette.light, scene.palette.near, 0.45))
    scene.box(x - 0.024, 0.318, x + 0.024, 0.332, dark)
    scene.box(x - 0.012, 0.28, x + 0.012, 0.318, scene.palette.light)
    scene.polygon([(x - 0.018, 0.28), (x, 0.245), (x + 0.018, 0.28)], dark)
    edge = scene.rolling(0, 0.05)
    rock = [(x + n / 100, 0.6 + (n / 24) ** 2 * 0.13 + edge(n / 24)) for n in range(-24, 25)]
    scene.polygon([(x - 0.26, 0.78), *rock, (x + 0.26, 0.78)], dark)


def surf(scene: Scene) -> None:
    """Waves that come in."""
    for n in range(6):
        line = scene.rolling(0.66 + 0.062 * n, 0.035, waves=3)
        scene.under(line, mixed(scene.palette.low, (255, 255, 255), 0.4))
        scene.under(_below(line), mixed(scene.tone(0.35 + 0.12 * n), scene.palette.high, 0.25))


def _below(line: Callable[[float], float]) -> Callable[[float], float]:
    return lambda x: line(x) + 0.0045


def storm(scene: Scene) -> None:
    """Banks of cloud, the heaviest on top."""
    palette = scene.palette
    dark = mixed(palette.high, palette.near, 0.62)
    scene.sky(mixed(palette.high, palette.near, 0.3), palette.low)
    for n in range(5):
        line = scene.rolling(0.4 - 0.075 * n, 0.09, waves=5)
        edge = [(k / 120, line(k / 120)) for k in range(121)]
        scene.polygon([(0, -0.01), *edge, (1, -0.01)], mixed(palette.low, dark, 0.3 + 0.17 * n))


def rain(scene: Scene) -> None:
    """Over everything that is drawn so far."""
    for _ in range(240):
        x, y, length = scene.rng.uniform(-0.05, 1.05), scene.rng.random(), scene.rng.uniform(0.02, 0.06)
        scene.line([(x, y), (x - length * 0.18, y + length)], mixed(scene.palette.low, scene.palette.far, 0.35), 0.0012)
