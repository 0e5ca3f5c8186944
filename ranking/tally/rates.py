"""What readers opened of those seen, by kind of place, with intervals over readers: too dear for each look."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef

from ranking.models import Event, Impression, Tallied
from ranking.replay import offpolicy

SPAN = timedelta(days=14)
SAMPLE = 20_000  # newest views of all kinds: a bootstrap over them takes a second at most
LEAST = 30  # views, below which nothing is said


def rates(now: datetime) -> dict[str, offpolicy.Estimate]:
    """As the hour's work found them; worked out here where there was none yet. One query, or two."""
    row = Tallied.objects.first()
    if row is None or not row.rates:
        return found(now)
    return {kind: offpolicy.Estimate(**it) for kind, it in row.rates.items()}


def keep(now: datetime) -> None:
    """The hour's work."""
    kept = {kind: {"value": it.value, "low": it.low, "high": it.high, "ess": it.ess} for kind, it in found(now).items()}
    Tallied.objects.update(rates=kept)


def found(now: datetime) -> dict[str, offpolicy.Estimate]:
    """From the newest views of the last two weeks."""
    seen = _views(now)
    rng = np.random.default_rng(0)  # the same log gives the same interval
    by_kind = {kind: seen[seen["kind"] == kind] for kind in Impression.Kind.values}
    return {
        kind: offpolicy.mean(rows["opened"], rng=rng, groups=rows["reader"])
        for kind, rows in by_kind.items()
        if len(rows) >= LEAST
    }


def _views(now: datetime) -> np.ndarray[Any, Any]:
    """Kind, opened, who of each view, newest first; a stranger is known by the key of the visit."""
    opened = Event.objects.filter(impression=OuterRef("impression"), kind=Event.Kind.PLAY)
    views = Event.objects.filter(kind=Event.Kind.VIEW, impression__isnull=False, happened_at__gt=now - SPAN)
    rows = views.annotate(opened=Exists(opened)).order_by("-pk")
    slate = ("impression__slate__reader_id", "impression__slate__visitor")
    whose: dict[tuple[int | None, str], int] = {}
    return np.array(
        [
            (kind, opened, whose.setdefault((reader, "" if reader else visitor), len(whose)))
            for kind, opened, reader, visitor in rows.values_list("impression__kind", "opened", *slate)[:SAMPLE]
        ],
        dtype=[("kind", "U8"), ("opened", float), ("reader", int)],
    )
