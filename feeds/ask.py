"""A visit out of turn: an operator wants a feed fetched now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from feeds.claiming import lock
from feeds.health.spoken import span
from feeds.models import Feed
from feeds.types import Because

# Between two visits out of turn: the publisher's server has enough of us, and nothing is new after seconds.
PAUSE = timedelta(minutes=1)
WAITS = (Because.RETRY_AFTER, Because.HELD)  # the publisher's word, which no button outweighs


def ask(feed: Feed, *, now: datetime) -> str:
    """Make a feed due now; one that had ended gets another chance. Returns why not, as a sentence, or nothing."""
    if feed.state == Feed.State.PAUSED:
        return _("%(feed)s is paused. Resume it first.") % {"feed": feed}
    if feed.because in WAITS and feed.next_fetch_at > now:
        left = span(feed.next_fetch_at - now)
        return _("The publisher asked this site to wait; it is fetched in %(span)s.") % {"span": left}
    if feed.last_fetched_at is not None and now - feed.last_fetched_at < PAUSE:
        return _("It was fetched less than a minute ago. Wait a minute, then try again.")
    Feed.objects.ended().filter(pk=feed.pk).update(state=Feed.State.ACTIVE, duplicate_of=None)
    Feed.objects.filter(pk=feed.pk).update(next_fetch_at=now, because=Because.ASKED)
    return ""


@transaction.atomic
def ask_all(feeds: QuerySet[Feed], *, now: datetime) -> int:
    """Make these due now, but for those whose publisher asked to wait. Returns how many."""
    waiting = feeds.filter(because__in=WAITS, next_fetch_at__gt=now)
    asked = lock(feeds.exclude(pk__in=waiting.values("pk")))
    return Feed.objects.filter(pk__in=asked).update(next_fetch_at=now, because=Because.ASKED)


def is_asked(feed: Feed) -> bool:
    """An operator waits for its next fetch, and no worker has brought it yet."""
    return feed.state == Feed.State.ACTIVE and feed.because == Because.ASKED
