"""WebSub as the operator sees it: what a feed's hub does, in words; figures for metrics; the site's own part."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from aggregator.ops.health import Check
from feeds.hubs.callback import Callers, callers
from feeds.models import Delivery, Feed, HubSubscription

State = HubSubscription.State


@dataclass(frozen=True, slots=True)
class Pushing:
    """How a feed is pushed, or why not; `said` is what was asked of its hub, if anything was."""

    sentence: str
    is_well: bool
    said: HubSubscription | None = None


def pushing(feed: Feed, *, now: datetime) -> Pushing:
    """What the page of one feed says of its hub."""
    said = feed.hub_subscriptions.current().first()
    if not feed.hub:
        return Pushing(_("The feed names no hub; it is visited as often as it publishes."), is_well=True)
    if callers() == Callers.NOBODY:
        return Pushing(_("The feed names a hub, but none can call this site: %(why)s") % {"why": _how()}, is_well=True)
    if said is None or said.state == State.WANTED:
        return Pushing(_("The feed names a hub, which the next sweep asks to tell of new articles."), is_well=True)
    return Pushing(*_of(said, feed, now=now), said)


def _of(said: HubSubscription, feed: Feed, *, now: datetime) -> tuple[str, bool]:
    """Sentence, and whether all is well."""
    if said.is_active(now):
        return _of_active(said, feed), True
    why = {"why": said.last_error or _("no reason is known")}
    sentences = {
        State.PENDING: _("The hub was asked and has not called back yet."),
        State.REFUSED: _("The hub does not tell of new articles: %(why)s. It is asked again later.") % why,
    }
    if said.state == State.PENDING and said.last_error:
        return _("The hub was asked, without success so far: %(why)s. It is asked again.") % why, False
    ended = _("The hub's promise ran out; it is asked anew.")
    return sentences.get(State(said.state), ended), said.state == State.PENDING


def _of_active(said: HubSubscription, feed: Feed) -> str:
    if feed.pushed_until is not None:
        return _("The hub tells of new articles at once; visits only make sure.")
    if said.missed_at is not None:
        return _("The hub did not tell of everything; the feed is visited as often as it publishes.")
    return _("The hub promised to tell of new articles and has told of none yet.")


def websub() -> Check:
    """Whether hubs can call this site."""
    calling = callers()
    details = {
        Callers.EVERYBODY: f"hubs call {settings.SITE_URL}/websub/",
        Callers.NEIGHBOURS: f"hubs of FETCH_ALLOW's networks call {settings.SITE_URL}/websub/",
        Callers.NOBODY: f"off, feeds are only visited: {_how()}",
    }
    return Check("websub", ok=True, detail=details[calling], is_needed=False)


def _how() -> str:
    return _("SITE_URL is %(url)s; hubs need a public address that begins with https://") % {"url": settings.SITE_URL}


def by_state() -> dict[str, int]:
    """How many hubs' promises are in each state."""
    counted = dict(HubSubscription.objects.values_list("state").annotate(Count("pk")).order_by("state"))
    return {state: counted.get(state, 0) for state in State.values}


def calls() -> dict[str, int]:
    """How often hubs of the present feeds called, by what became of it, and what waits for a worker."""
    sums = HubSubscription.objects.aggregate(kept=Sum("deliveries"), pinged=Sum("pings"), rejected=Sum("rejected"))
    return {name: value or 0 for name, value in sums.items()} | {"waiting": Delivery.objects.count()}
