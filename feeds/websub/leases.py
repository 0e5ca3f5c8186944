"""Ask hubs to tell us, ask again before their leases end, and tell them when we want no more.

Feeds say what they name (`hub`, `hub_topic`); `reconcile` makes the rows fit that, `keep` works on the rows that are
due. A row is PENDING before its request leaves: many hubs call back before they answer.
"""

import random
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from feeds.fetch import fetch_many, is_opened
from feeds.hubs import polling
from feeds.hubs.callback import Callers, callback_url, callers
from feeds.hubs.receive import ASK_AGAIN, ENDED_STAYS
from feeds.models import Feed, HubSubscription
from feeds.types import FetchRequest, FetchResult, Outcome

log = structlog.get_logger(__name__)
State = HubSubscription.State

# What we ask for; most hubs give no more. Renewed after eight days.
WISHED_LEASE = timedelta(days=10)
# Hubs call back within seconds. Ten minutes are patient; then 20, 40, ... up to half a day for one that is down.
FIRST_WAIT, LONGEST_WAIT, SPREAD = timedelta(minutes=10), timedelta(hours=12), 0.25
# Ten minutes to five hours: together half a day. Who has not called back by then is asked next week.
MOST_ATTEMPTS = 6
# A goodbye that is not heard does no harm: the lease runs out by itself.
MOST_GOODBYES = 3
# A feed that calls itself something new at each visit is not worth a request a visit; ended rows stay for a month.
MOST_CHANGES = 5
# A site that got an address of the web is not to wait a week for its feeds.
NO_ADDRESS_WAIT = timedelta(days=1)


def reconcile(*, now: datetime) -> None:
    """Rows for feeds that name a hub, and an end for rows whose feed does not want them. Runs twice without harm."""
    rows = HubSubscription.objects
    if callers() == Callers.NOBODY:
        _leave(rows.current(), heard_of_us=(), now=now)  # no hub could call to confirm it
        return
    _leave(rows.out_of_place(), heard_of_us=(State.PENDING, State.ACTIVE), now=now)
    has_one = Exists(rows.current().filter(feed=OuterRef("pk")))
    wanting = Feed.objects.active().exclude(hub="").exclude(has_one).order_by("pk")
    wanting = wanting.annotate(left=Count("hub_subscriptions")).filter(left__lt=MOST_CHANGES)
    wanted = [
        HubSubscription(feed=feed, hub=feed.hub, topic=feed.hub_topic, token=secrets.token_urlsafe(32), due_at=now)
        for feed in wanting.only("hub", "hub_topic")
    ]
    # Two sweeps at once: the feed keeps the row that came first.
    HubSubscription.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)


@transaction.atomic
def _leave(rows: "QuerySet[HubSubscription]", *, heard_of_us: Sequence[State], now: datetime) -> None:
    """Say goodbye where the hub heard of us; the others just end."""
    found = list(rows.values_list("pk", "feed_id", "state"))
    heard = [pk for pk, _feed, state in found if state in heard_of_us]
    unheard = [pk for pk, _feed, state in found if state not in heard_of_us]
    HubSubscription.objects.filter(pk__in=heard).update(state=State.LEAVING, due_at=now, attempts=0)
    HubSubscription.objects.filter(pk__in=unheard).update(state=State.ENDED, due_at=now + ENDED_STAYS)
    polling.fall_back([feed_id for _pk, feed_id, _state in found], now=now)


def keep(ids: Iterable[int], *, now: datetime, rng: random.Random) -> int:
    """Do what is due for these rows, their hubs asked side by side. Returns how many requests were made."""
    due = HubSubscription.objects.filter(pk__in=list(ids)).select_related("feed").order_by("pk")
    asked = {}
    for said in due:
        if (request := _prepared(said, now=now)) is not None:
            asked[request] = said
    for result in fetch_many(list(asked)):
        _note(asked[result.request], result, now=now, rng=rng)
    return len(asked)


def _prepared(said: HubSubscription, *, now: datetime) -> FetchRequest | None:
    """The request that is due for a row, or nothing when there is nothing more to ask."""
    if said.state == State.ENDED:
        said.delete()
        return None
    if said.state == State.ACTIVE and not said.is_active(now):
        said.state, said.last_error = State.EXPIRED, _("its lease ran out")
        said.attempts = 0
        polling.fall_back([said.feed_id], now=now)
    if said.state == State.LEAVING:
        return _goodbye(said, now=now)
    if why := _unaskable(said):
        said.record_refused(error=why, ask_again_at=now + NO_ADDRESS_WAIT)
    elif said.attempts >= MOST_ATTEMPTS:
        said.record_refused(error=said.last_error or _("it never called back"), ask_again_at=now + ASK_AGAIN)
    else:
        return _hello(said)
    said.save(update_fields=["state", "last_error", "due_at", "attempts"])
    return None


def _unaskable(said: HubSubscription) -> str:
    """Why the hub could not call us back, whatever it says."""
    calling = callers()
    if calling == Callers.NOBODY or (calling == Callers.NEIGHBOURS and not is_opened(said.hub)):
        return _("this site has no public https address that the hub could call (SITE_URL)")
    return ""


def _hello(said: HubSubscription) -> FetchRequest | None:
    """Subscribe, or renew: while a lease lasts, the row stays active."""
    before = said.state
    if said.state != State.ACTIVE:
        said.state = State.PENDING
    if not said.secret and _keeps_secrets(said.hub):
        said.secret = secrets.token_hex(32)
    said.attempts += 1
    changes = {name: getattr(said, name) for name in ("state", "secret", "attempts", "last_error")}
    if not HubSubscription.objects.filter(pk=said.pk, state__in=(before, State.ACTIVE)).update(**changes):
        return None  # somebody ended it meanwhile
    seconds = str(round(WISHED_LEASE.total_seconds()))
    secret = [("hub.secret", said.secret)] if said.secret else []
    return _request(said, "subscribe", ("hub.lease_seconds", seconds), *secret)


def _keeps_secrets(hub: str) -> bool:
    """Does nobody read along on the way to the hub? Else it gets no secret, and what it sends is a ping."""
    return hub.startswith("https://") or is_opened(hub)


def _goodbye(said: HubSubscription, *, now: datetime) -> FetchRequest | None:
    said.attempts += 1
    if said.attempts > MOST_GOODBYES or callers() == Callers.NOBODY:
        said.state, said.due_at = State.ENDED, now + ENDED_STAYS
    said.save(update_fields=["state", "due_at", "attempts"])
    return _request(said, "unsubscribe") if said.state == State.LEAVING else None


def _request(said: HubSubscription, mode: str, *more: tuple[str, str]) -> FetchRequest:
    fields = (("hub.mode", mode), ("hub.topic", said.topic), ("hub.callback", callback_url(said.token)))
    return FetchRequest(said.hub, form=(*fields, *more))


def _note(said: HubSubscription, result: FetchResult, *, now: datetime, rng: random.Random) -> None:
    """What the hub answered. If it has called back by now, the row has moved on and stays as it is."""
    row = HubSubscription.objects.filter(pk=said.pk, attempts=said.attempts).exclude(state=State.ENDED)
    if result.outcome == Outcome.POSTPONED:
        wait = timedelta(seconds=result.retry_after_s or 0)
        row.update(attempts=F("attempts") - 1, due_at=_before_the_end(said, now + wait))
        return
    wait = min(FIRST_WAIT * 2 ** (said.attempts - 1), LONGEST_WAIT) * (1 + SPREAD * rng.random())
    wait = max(wait, timedelta(seconds=result.retry_after_s or 0))
    error = "" if result.outcome == Outcome.FETCHED else _sentence(result)
    if error:
        log.info("hub_failed", feed=said.feed_id, hub=said.hub, error=error)
    if error and _is_final(result.status) and said.state == State.PENDING:
        row.update(state=State.REFUSED, last_error=error, attempts=0, due_at=now + ASK_AGAIN)
    else:
        row.update(last_error=error, due_at=_before_the_end(said, now + wait))


def _before_the_end(said: HubSubscription, at: datetime) -> datetime:
    """A lease that ends is noticed when it ends."""
    return min(at, said.active_until) if said.state == State.ACTIVE and said.active_until else at


def _sentence(result: FetchResult) -> str:
    said = _("the hub answered %(status)s") % {"status": result.status} if result.status else result.error
    return said[:500]


def _is_final(status: int) -> bool:
    """Our request was refused, and would be again; too many of them (429) and too slow ones (408) would not."""
    return 400 <= status < 500 and status not in {408, 429}  # noqa: PLR2004 -- HTTP's clients' errors
