"""Small charts as SVG: places and lengths as attributes, because the policy refuses styles."""

from dataclasses import dataclass
from datetime import date

from django import template

from feeds.health import Rhythm

register = template.Library()

WIDTH, HEIGHT, GAP = 300, 48, 2  # units of the picture, which is as wide as its place


@dataclass(frozen=True, slots=True)
class Bar:
    """One day."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


@register.simple_tag
def bars(rhythm: Rhythm) -> list[Bar]:
    """A bar a day; a day without articles has one of half a unit, so that the row of days is seen."""
    step, most = WIDTH / len(rhythm.days), max(rhythm.most, 1)
    found = []
    for place, (day, count) in enumerate(rhythm.days):
        height = max(round(HEIGHT * count / most, 1), 0.5)
        found.append(Bar(day, count, round(place * step, 1), round(HEIGHT - height, 1), round(step - GAP, 1), height))
    return found


@register.filter
def of(counts: dict[int, int], key: int) -> int:
    """The count of this key; 0 when there is none."""
    return counts.get(key, 0)
