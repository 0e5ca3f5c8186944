"""Why a feed is fetched when it is, and when it publishes: as sentences."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.health.rhythm import Rhythm
from feeds.health.spoken import hour, span
from feeds.types import Because

FEW = 3  # articles that make no rhythm yet
_REASONS = {
    Because.RHYTHM: gettext_lazy("that is how often it publishes"),
    Because.SILENCE: gettext_lazy("it has been silent for long"),
    Because.UNDATED: gettext_lazy("it has published nothing that tells how often to look"),
    Because.SINGLE: gettext_lazy("it has published one article so far"),
    Because.ERRORS: gettext_lazy("each failure in a row doubles the wait, up to a day"),
    Because.RETRY_AFTER: gettext_lazy("the publisher asked to wait that long (Retry-After)"),
    Because.FRESH: gettext_lazy("the publisher says that its copy is good for that long (max-age)"),
    Because.TTL: gettext_lazy("the feed asks for that pause (ttl)"),
    Because.SKIPPED: gettext_lazy("the feed wants no visits at the hours before (skipHours, skipDays)"),
    Because.PUSHED: gettext_lazy("its hub tells of new articles (WebSub)"),
    Because.HELD: gettext_lazy("another feed of its host was told to wait"),
    Because.ASKED: gettext_lazy("you asked for it"),
}


def plan(*, because: str, last_at: datetime | None, next_at: datetime, rhythm: Rhythm, ttl_minutes: int | None) -> str:
    """How long after the last fetch the next one is, and all that speaks for it."""
    known = _REASONS.get(Because(because))
    reasons = [str(known)] if known else []
    if because in {Because.RHYTHM, Because.TTL, Because.FRESH} and rhythm.total:
        reasons.append(published(rhythm))
    if ttl_minutes and because != Because.TTL:
        reasons.append(_("it asks for at least %(span)s (ttl)") % {"span": span(timedelta(minutes=ttl_minutes))})
    if last_at is None:
        return _("It has not been fetched yet.")
    wait = _("%(span)s after the last fetch") % {"span": span(max(next_at - last_at, timedelta()))}
    return _("%(wait)s: %(reasons)s.") % {"wait": wait, "reasons": "; ".join(reasons)} if reasons else f"{wait}."


def published(rhythm: Rhythm) -> str:
    """About 12 articles a day, 3 a week, one in the last month; nothing."""
    if rhythm.total <= FEW or rhythm.a_day * 7 < 1.5:  # noqa: PLR2004 -- two a week
        return _counted(rhythm.total)
    if rhythm.a_day >= 1.5:  # noqa: PLR2004 -- rounds to two a day
        return _("about %(n)d articles a day") % {"n": round(rhythm.a_day)}
    if rhythm.a_day >= 6 / 7:
        return _("about one article a day")
    return _("about %(n)d articles a week") % {"n": round(rhythm.a_day * 7)}


def _counted(total: int) -> str:
    if not total:
        return _("nothing in the last 30 days")
    if total == 1:
        return _("one article in the last 30 days")
    return _("%(n)d articles in the last 30 days") % {"n": total}


def busy(rhythm: Rhythm) -> str:
    """The hours in which most of them appear; empty when there are none."""
    if rhythm.busy is None:
        return ""
    return _("most between %(start)s and %(end)s") % {"start": hour(rhythm.busy[0]), "end": hour(rhythm.busy[1])}
