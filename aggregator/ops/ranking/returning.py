"""Who comes, who comes back the next day, and how long they read: the long-term value of what is served."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ranking import tally
from ranking.tally import Sums


@dataclass(frozen=True, slots=True)
class Day:
    """Signed-in readers of a day, the share of them who came on the next one, minutes read a reader."""

    day: date
    readers: int
    came_back: float | None
    minutes: float


def days(sums: Mapping[date, Sums], *, since: date, now: datetime) -> list[Day]:
    """From `since` on, oldest first."""
    return [
        Day(
            day,
            readers,
            came_back / readers if came_back is not None else None,
            (sums[day].of_day.get("seconds", 0.0) if day in sums else 0.0) / 60 / readers,
        )
        for day, (readers, came_back) in tally.visits(since=since, now=now).items()
    ]
