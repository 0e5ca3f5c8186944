"""Skylines, roofs, bridges, cranes, turbines."""

from aggregator.demo.pictures.palette import mixed
from aggregator.demo.pictures.scene import Scene


def skyline(scene: Scene) -> None:
    """Towers in three rows."""
    for row, (depth, lowest, highest) in enumerate(((0.1, 0.5, 0.3), (0.45, 0.62, 0.4), (0.9, 0.76, 0.55))):
        x = -0.02
        while x < 1:
            wide = scene.rng.uniform(0.03, 0.075)
            top = scene.rng.uniform(highest, lowest)
            scene.box(x, top, x + wide, 1.01, scene.tone(depth))
            if scene.rng.random() < 0.3:  # noqa: PLR2004  some carry a mast
                scene.line([(x + wide / 2, top), (x + wide / 2, top - 0.05)], scene.tone(depth), 0.004)
            if row:
                _windows(scene, x, top, wide)
            x += wide + scene.rng.choice((0, 0, 0.012))
        scene.mist(lowest + 0.12, 0.22, 0.3 - 0.12 * row)


def _windows(scene: Scene, x: float, top: float, wide: float) -> None:
    count = max(2, round(wide / 0.013))
    for level in range(round((1 - top) / 0.034)):
        for n in range(count):
            if scene.rng.random() < 0.34:  # noqa: PLR2004  a third is at home
                left, upper = x + wide * (n + 0.28) / count, top + 0.018 + level * 0.034
                light = mixed(scene.palette.light, scene.palette.near, scene.rng.uniform(0, 0.35))
                scene.box(left, upper, left + wide * 0.44 / count, upper + 0.014, light)


def roofs(scene: Scene) -> None:
    """A small town up a slope, gable by gable."""
    for row in range(5):
        y, size = 0.52 + 0.1 * row, 0.05 + 0.017 * row
        x = -scene.rng.random() * size
        while x < 1:
            wide, high = size * scene.rng.uniform(1.2, 2), size * scene.rng.uniform(0.9, 1.5)
            wall = mixed(scene.tone(0.1 + 0.17 * row), scene.palette.low, scene.rng.uniform(0.15, 0.5))
            roof = mixed(scene.tone(0.3 + 0.17 * row), scene.palette.light, scene.rng.uniform(0, 0.3))
            scene.box(x, y - high * 0.5, x + wide, y + 0.2, wall)
            scene.polygon(
                [(x - 0.006, y - high * 0.5), (x + wide / 2, y - high * 1.25), (x + wide + 0.006, y - high * 0.5)], roof
            )
            for n in (0.22, 0.6):
                scene.box(
                    x + wide * n, y - high * 0.3, x + wide * (n + 0.16), y, mixed(scene.palette.light, wall, 0.25)
                )
            x += wide + 0.004
    scene.mist(0.52, 0.12, 0.3)


def bridge(scene: Scene) -> None:
    """A stone bridge of many arches across the water."""
    stone, dark, deck = scene.tone(0.75), scene.tone(0.95), 0.47
    scene.box(0, deck, 1, deck + 0.24, stone)
    count = scene.rng.choice((5, 6, 7))
    for n in range(count):
        left = (n + 0.14) / count
        right = (n + 0.86) / count
        arch = [(left + (right - left) * k / 24, deck + 0.045 + 0.19 * (abs(k / 12 - 1) ** 2.4)) for k in range(25)]
        scene.polygon(
            [(left, deck + 0.25), *arch, (right, deck + 0.25)], mixed(scene.palette.low, scene.palette.high, 0.35)
        )
    scene.box(0, deck - 0.012, 1, deck + 0.006, dark)
    for n in range(1, 24):
        scene.line([(n / 24, deck - 0.012), (n / 24, deck - 0.05 if n % 4 == 0 else deck - 0.022)], dark, 0.004)
    scene.box(0, deck + 0.235, 1, deck + 0.26, dark)


def train(scene: Scene) -> None:
    """On the bridge."""
    body, y, start = mixed(scene.palette.light, scene.palette.near, 0.12), 0.458, scene.rng.uniform(0.08, 0.3)
    for n in range(5):
        left = start + n * 0.115
        scene.box(left, y - 0.05, left + 0.108, y, body)
        for k in range(5):
            scene.box(left + 0.01 + k * 0.019, y - 0.04, left + 0.022 + k * 0.019, y - 0.02, scene.tone(1))


def suspension(scene: Scene) -> None:
    """Two towers and the cables between them."""
    dark, deck, towers = scene.tone(0.9), 0.6, (0.27, 0.73)
    scene.box(0, deck, 1, deck + 0.016, dark)
    for x in towers:
        scene.box(x - 0.009, 0.22, x + 0.009, 0.74, dark)
        scene.box(x - 0.014, 0.215, x + 0.014, 0.235, dark)
    spans = ((-0.19, 0.27), (0.27, 0.73), (0.73, 1.19))
    for left, right in spans:
        cable = [(left + (right - left) * n / 40, 0.23 + 0.34 * (1 - (n / 20 - 1) ** 2)) for n in range(41)]
        scene.line(cable, dark, 0.005)
        for x, y in cable[::2]:
            scene.line([(x, y), (x, deck)], dark, 0.0016)


def cranes(scene: Scene) -> None:
    """A quay with cranes and boxes."""
    dark = scene.tone(0.92)
    for n in range(3):
        x, size = 0.16 + 0.29 * n + scene.rng.uniform(-0.03, 0.03), 0.34 - 0.04 * n
        foot = 0.68
        for leg in (0, 0.06):
            scene.line([(x + leg, foot), (x + leg, foot - size)], dark, 0.009)
        scene.line([(x - 0.1, foot - size), (x + 0.16, foot - size)], dark, 0.011)
        scene.line([(x - 0.1, foot - size), (x + 0.03, foot - size - 0.09), (x + 0.16, foot - size)], dark, 0.004)
        scene.line([(x + 0.03, foot - size - 0.09), (x + 0.03, foot - size)], dark, 0.005)
        scene.line([(x - 0.07, foot - size), (x - 0.07, foot - size * 0.45)], dark, 0.002)
        scene.box(x - 0.092, foot - size * 0.45, x - 0.048, foot - size * 0.45 + 0.035, scene.palette.light)
    scene.box(0, 0.675, 1, 0.76, dark)
    x = 0.02
    while x < 0.95:  # noqa: PLR2004  the end of the quay
        for level in range(scene.rng.choice((1, 2, 2, 3))):
            shade = mixed(scene.palette.light, scene.palette.near, scene.rng.uniform(0.15, 0.75))
            scene.box(x, 0.64 - 0.036 * level, x + 0.05, 0.673 - 0.036 * level, shade)
        x += scene.rng.choice((0.053, 0.053, 0.11))


def turbines(scene: Scene) -> None:
    """Wind turbines on the hills."""
    import math

    white = mixed(scene.palette.low, (255, 255, 255), 0.6)
    for n in range(5):
        x, size = 0.1 + 0.2 * n + scene.rng.uniform(-0.04, 0.04), scene.rng.uniform(0.22, 0.42)
        top = 0.68 - size
        scene.polygon([(x - 0.004, 0.75), (x - 0.002, top), (x + 0.002, top), (x + 0.004, 0.75)], white)
        turn = scene.rng.uniform(0, math.tau)
        for blade in range(3):
            angle = turn + blade * math.tau / 3
            tip = x + size * 0.4 * math.cos(angle) * 2 / 3, top + size * 0.4 * math.sin(angle)
            scene.line([(x, top), tip], white, 0.006)
        scene.disc(x, top, 0.008, white)
