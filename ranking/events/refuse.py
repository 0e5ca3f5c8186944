"""Is this act possible at all? A clear sentence when it is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from django.utils.translation import gettext as _

from feeds.models import Article
from ranking import params
from ranking.models import Event, Impression
from ranking.querysets import p_distress
from ranking.types import author_of

# An open tab may report a day late; beyond that the number is made up.
DWELL_MOST_S = 86_400.0
# A page that was opened from a bookmark of last month is not the place an act was made from.
STALE = timedelta(days=30)


class EventRefusedError(ValueError):
    """Nothing was recorded; the message says why and what would be right."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The article that something was done to, and where it stood."""

    article_id: int
    topic_id: int | None
    feed_id: int | None
    creator_id: int | None
    word_count: int
    p_distress: float = 0.0
    impression_id: int | None = None
    is_horizon: bool = False

    @property
    def teaches(self) -> bool:
        """What speaks of despair is never used to know a reader: not for profiles, not for what is opened together."""
        return self.p_distress < params.DISTRESSING

    @property
    def author(self) -> str:
        """As `author_of`."""
        return author_of(self.feed_id, self.creator_id)


def kind_of(kind: str) -> Event.Kind:
    """The kind of that name. Raises EventRefusedError for an unknown one, and for follows: those are of no article."""
    known = [it for it in Event.Kind.values if it not in {Event.Kind.FOLLOW, Event.Kind.UNFOLLOW}]
    if kind not in known:
        raise EventRefusedError(
            _("There is no event “%(kind)s”; send one of: %(known)s.") % {"kind": kind, "known": ", ".join(known)}
        )
    return Event.Kind(kind)


def seconds(kind: Event.Kind, value: float) -> float:
    """The value to store: for a dwell its seconds, at most params.DWELL_CAP_S; 1 for all others."""
    if kind != Event.Kind.DWELL:
        return 1.0
    if not isfinite(value) or not 0 <= value <= DWELL_MOST_S:
        raise EventRefusedError(_("The time read is a number of seconds from 0 to one day."))
    return min(float(value), params.DWELL_CAP_S)


def subject(
    *, article_id: int, reader_id: int | None, visitor: str, impression_id: int | None, now: datetime
) -> Subject:
    """The article, if it can be opened and the impression is of it and of this reader. Two queries at most."""
    article = (
        Article.objects.reachable()
        .filter(pk=article_id)
        .annotate(p_distress=p_distress("feeds_article.id"))
        .values_list("pk", "topic_id", "feed_id", "creator_id", "word_count", "p_distress")
        .first()
    )
    if article is None:
        raise EventRefusedError(_("There is no such article, or it is not shown."))
    if impression_id is None:
        return Subject(*article)
    impression = Impression.objects.select_related("slate").filter(pk=impression_id).first()
    if impression is None:
        raise EventRefusedError(_("There is no such impression; send the number from the card."))
    if impression.article_id != article_id:
        raise EventRefusedError(_("That impression is of another article; send the number from the card."))
    if impression.slate.reader_id != reader_id or (
        visitor and reader_id is None and impression.slate.visitor != visitor
    ):
        raise EventRefusedError(_("That impression was served to somebody else; reload the page."))
    if now - impression.slate.served_at > STALE:
        return Subject(*article)
    return Subject(*article, impression_id=impression_id, is_horizon=impression.kind == Impression.Kind.HORIZON)
