"""Every hour: tables under which what the heads say comes true, and how true it was on the newest day."""

from datetime import datetime

from django.db import transaction

from ranking import versions
from ranking.heads import shape
from ranking.heads.online import fit_tables
from ranking.models import LiveHeads
from ranking.training.dataset import lessons
from ranking.training.evaluate import Figures, figures
from ranking.training.live import restored
from ranking.training.refit import CALIBRATED_ON, NEWEST

MOST = 100_000  # rows: 40 bins of 2,500


def calibrate(*, now: datetime) -> dict[str, Figures]:
    """Fit the tables of the live heads to the last seven days; the figures of the newest day, by head.

    The figures are of the tables of an hour ago, so that they are not judged by what they were fitted to.
    """
    live = LiveHeads.objects.first()
    if live is None:
        return {}
    newest = lessons(since=now - NEWEST, until=now, most=MOST)
    told = figures(versions.in_force(), newest.features, newest.slots, newest.labels)
    week = lessons(since=now - CALIBRATED_ON, until=now, most=MOST)
    tables = fit_tables(restored(live).weights, shape.design(week.features, week.slots), week.labels)
    with transaction.atomic():
        same = LiveHeads.objects.select_for_update().filter(anchor=live.anchor).first()
        if same is not None:  # else another version came into force meanwhile, with tables of its own
            same.tables = {**same.tables, **versions.in_words(tables)}
            same.figures, same.calibrated_at = dict(told), now
            same.save(update_fields=["tables", "figures", "calibrated_at"])
    return told
