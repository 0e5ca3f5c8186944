"""Look at the lines of a list of feeds, a batch at a time; each line gets its result as soon as it is known."""

from datetime import datetime

from feeds.models import FeedImport, ImportLine
from feeds.subscribe import Outline, Subscribed, SubscribeError, subscribe_many

# Fetched side by side; a killed worker's list goes on with the first line that has no result.
LINES = 20


def carry_on(import_id: int, *, now: datetime) -> int:
    """The next lines of a list. Returns how many; the list is done when none is left. Runs twice without harm."""
    taken = FeedImport.objects.get(pk=import_id)
    waiting = taken.lines.filter(state=ImportLine.State.WAITING).order_by("position")[:LINES]
    lines = {line.url: line for line in waiting}
    outlines = [Outline(line.url, line.title, line.folder) for line in lines.values()]
    for outline, found in subscribe_many(outlines, now=now, added_by_id=taken.added_by_id):
        _note(lines[outline.url], found)
    # A list that was stopped meanwhile has no due time, and gets none.
    FeedImport.objects.filter(pk=import_id, due_at__isnull=False).update(due_at=now if lines else None)
    return len(lines)


def _note(line: ImportLine, found: Subscribed | SubscribeError) -> None:
    if isinstance(found, SubscribeError):
        line.state, line.error = ImportLine.State.FAILED, str(found)[:500]
    else:
        line.state = ImportLine.State.EXISTING if found.existed else ImportLine.State.ADDED
        line.feed_id = found.feed_id
    line.save(update_fields=["state", "error", "feed"])
