"""One list of all that a reader is told: lines of this site's own, notices of decisions, answers to reports."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from aggregator.notifications.kinds import Kind
from aggregator.notifications.models import Notification
from feeds.models import Article
from feeds.querysets import REACHABLE
from moderation import notices, reports
from moderation.models import Notice, Report

_OF_MODERATION = {Kind.DECISION, Kind.REPORT}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told. `key` names it in an address: the first letter says which table, the number which row."""

    kind: Kind
    key: str
    at: datetime
    is_new: bool
    what: Notification | Notice | Report

    @property
    def url(self) -> str:
        """The path of what it is about."""
        if isinstance(self.what, Notice):
            return reverse("decision", args=[self.what.decision_id])
        if isinstance(self.what, Report):
            return reverse("you-reports")
        return _place(self.what)


def own(reader_id: int) -> "QuerySet[Notification]":
    """Lines that have something to tell and lead somewhere; a story is called as its first article that is shown."""
    shown = Article.objects.shown().filter(story=OuterRef("story")).order_by("published_at", "pk")
    told = Notification.objects.filter(recipient_id=reader_id, told_at__isnull=False)
    return told.annotate(headline=Subquery(shown.values("title")[:1])).filter(
        Q(kind=Kind.STORY, headline__isnull=False)
        | Q(kind=Kind.REPLY, comment__article__visibility__in=REACHABLE)
        | Q(kind=Kind.LIKE, article__visibility__in=REACHABLE)
        | Q(kind=Kind.FOLLOWER)
    )


def lines(reader_id: int, kinds: Collection[str], *, most: int, now: datetime) -> list[Line]:
    """The newest of these kinds, newest first. Three queries at most."""
    found: list[Line] = []
    if set(kinds) - _OF_MODERATION:
        mine = own(reader_id).filter(kind__in=kinds).select_related("article", "comment__article")
        light = mine.defer("article__html", "article__text", "article__search")
        light = light.defer("comment__article__html", "comment__article__text", "comment__article__search")
        found += [_own_line(it) for it in light.order_by("-told_at", "-pk")[:most]]
    if Kind.DECISION in kinds:
        told = notices.for_person(reader_id, now=now)[:most]
        found += [Line(Kind.DECISION, f"d{it.pk}", it.created_at, it.read_at is None, it) for it in told]
    if Kind.REPORT in kinds:
        found += _reports(reports.answered(reader_id, now=now)[:most])
    return sorted(found, key=lambda line: (line.at, line.key), reverse=True)[:most]


def find(reader_id: int, key: str, *, now: datetime) -> Line | None:
    """The line of this key; None if it is not this reader's."""
    table, number = key[:1], key[1:]
    if not number.isascii() or not number.isdigit() or int(number) >= 2**63:
        return None
    pk = int(number)
    if table == "n":
        return next(map(_own_line, own(reader_id).select_related("article", "comment__article").filter(pk=pk)), None)
    if table == "d":
        told = notices.for_person(reader_id, now=now).filter(pk=pk)
        return next((Line(Kind.DECISION, key, it.created_at, it.read_at is None, it) for it in told), None)
    return next(iter(_reports(reports.answered(reader_id, now=now).filter(pk=pk))), None) if table == "r" else None


def mark_read(line: Line, *, now: datetime) -> None:
    """Its reader has read it; twice changes nothing."""
    rows = type(line.what)._default_manager.filter(pk=line.what.pk, read_at=None)  # noqa: SLF001 -- the documented way
    rows.update(read_at=now, **({"seen": F("total")} if isinstance(line.what, Notification) else {}))


def read_all(reader_id: int, *, until: datetime, now: datetime) -> None:
    """Mark everything as read that was told by then: what came while the page was open stays new."""
    mine = Notification.objects.filter(recipient_id=reader_id, told_at__lte=until, read_at=None)
    mine.update(read_at=now, seen=F("total"))
    notices.mark_read(reader_id, until=until, now=now)
    reports.mark_read(reader_id, until=until, now=now)


def _own_line(it: Notification) -> Line:
    assert it.told_at is not None
    return Line(Kind(it.kind), f"n{it.pk}", it.told_at, it.read_at is None, it)


def _reports(found: Iterable[Report]) -> list[Line]:
    return [Line(Kind.REPORT, f"r{it.pk}", it.decided_at or it.created_at, it.read_at is None, it) for it in found]


def _place(it: Notification) -> str:
    if it.story_id is not None:
        return reverse("story", args=[it.story_id])
    if it.comment is not None:
        return f"{it.comment.article.get_absolute_url()}#comment-{it.comment_id}"
    return it.article.get_absolute_url() if it.article is not None else reverse("notifications")
