"""The tour for a newcomer: one document through every step, each with its input and its output.

The modules, in the order of the tour: `step` (what a step shows), `getting` (fetch to story), `judging` (signals to
visibility), `choosing` (candidates to slate, and what an act changes). Nothing of a tour is kept.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from aggregator.management.journey.choosing import choosing
from aggregator.management.journey.getting import getting
from aggregator.management.journey.judging import judging
from aggregator.management.journey.step import Step
from feeds.types import FetchResult

__all__ = ["Step", "tour"]


def tour(result: FetchResult, *, now: datetime) -> list[Step]:
    """Take a fetched document through the whole site and forget it again. Raises NotAFeedError."""
    with transaction.atomic():
        try:
            return list(_steps(result, now))
        finally:
            transaction.set_rollback(True)


def _steps(result: FetchResult, now: datetime) -> Iterator[Step]:
    ids = yield from getting(result, now=now)
    if ids:
        yield from judging(ids, now=now)
        yield from choosing(ids, now=now)
