"""Take in a list of feeds: every line is written down at once, and a worker looks at each (see importing)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import FeedImport, ImportLine
from feeds.opml import MOST_FEEDS, read_opml

URL_LENGTH, NAME_LENGTH = 2_000, 300  # the columns of ImportLine


def take_in(document: bytes, *, name: str, added_by_id: int | None, now: datetime) -> FeedImport:
    """The list as rows, due now. Raises OpmlError, and then nothing was stored."""
    everything = read_opml(document)
    outlines = everything[:MOST_FEEDS]
    with transaction.atomic():
        taken = FeedImport.objects.create(
            name=name[:200],
            added_by_id=added_by_id,
            created_at=now,
            due_at=now,
            left_out=len(everything) - len(outlines),
        )
        lines = [
            ImportLine(
                list=taken,
                position=position,
                url=outline.url[:URL_LENGTH],
                title=outline.title[:NAME_LENGTH],
                folder=outline.folder[:NAME_LENGTH],
            )
            for position, outline in enumerate(outlines)
        ]
        for line, outline in zip(lines, outlines, strict=True):
            if len(outline.url) > URL_LENGTH:
                line.state, line.error = ImportLine.State.FAILED, _("the address is longer than 2,000 characters")
        ImportLine.objects.bulk_create(lines, batch_size=1000)
    return taken


def stop(taken: FeedImport) -> int:
    """Look at no more lines of a list; what was added stays. Returns how many were left. Runs twice without harm."""
    with transaction.atomic():
        FeedImport.objects.filter(pk=taken.pk).update(due_at=None)
        return taken.lines.filter(state=ImportLine.State.WAITING).update(state=ImportLine.State.STOPPED)
