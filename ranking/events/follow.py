"""Following is an act, too: it moves what is believed of the reader at once, before anything new is opened."""

from datetime import datetime

from django.db import transaction

from ranking import profiles
from ranking.events import refuse
from ranking.events.refuse import EventRefusedError
from ranking.models import Event
from ranking.types import author_of

Kind = Event.Kind


def record_follow(
    *,
    reader_id: int,
    feed_id: int | None = None,
    topic_id: int | None = None,
    creator_id: int | None = None,
    since: datetime | None = None,
    article_id: int | None = None,
    impression_id: int | None = None,
    now: datetime,
) -> Event | None:
    """The reader follows a feed, a topic or a creator, or follows it no more, having done so `since` then.

    The event that is stored tells the article it was done on, and its place on a page; None where it was on none.
    The caller knows that it is news. What the article or the place cannot be is left out: the wish stands all the same.
    """
    kind = Kind.FOLLOW if since is None else Kind.UNFOLLOW
    with transaction.atomic():
        profile = profiles.lock(reader_id)
        event = _stored(kind, reader_id, article_id, impression_id, now) if article_id is not None else None
        act = profiles.Act(kind, article_id or 0, topic_id, author_of(feed_id, creator_id), done_at=since)
        profiles.learn(profile, [act], now=now)
    return event


def _stored(
    kind: Event.Kind, reader_id: int, article_id: int, impression_id: int | None, now: datetime
) -> Event | None:
    try:
        on = refuse.subject(
            article_id=article_id, reader_id=reader_id, visitor="", impression_id=impression_id, now=now
        )
    except EventRefusedError:
        return None
    return Event.objects.create(
        impression_id=on.impression_id, reader_id=reader_id, article_id=article_id, kind=kind, happened_at=now
    )
