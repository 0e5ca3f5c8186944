"""What hubs say when they call: did you mean it, no, and here is something new. Nothing here reaches the network."""

import hashlib
import hmac
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

import structlog
from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from feeds.hubs import polling
from feeds.models import Delivery, HubSubscription

log = structlog.get_logger(__name__)
State = HubSubscription.State

# Bytes of one delivery: as much as a fetch may bring (feeds.fetch.policy).
LARGEST = 10_000_000
# What may wait for a worker, a feed: a day of a news agency, or two of the largest documents. What comes on top is
# not kept; it sends us to the feed itself.
MOST_WAITING, MOST_WAITING_BYTES = 200, 2 * LARGEST
# Renewed at four fifths of the lease, give or take a twentieth so that a hub's thousand feeds do not come together;
# never sooner than in five minutes: a hub that gives less is a hub whose leases run out.
RENEWED_AT, SPREAD = 0.8, 0.05
SOONEST_RENEWAL = timedelta(minutes=5)
# A hub that does not say for how long is asked again tomorrow; none is believed for more than a month.
UNSAID_LEASE, LONGEST_LEASE = timedelta(days=1), timedelta(days=30)
# A hub that said no may say yes after a week: its publisher's settings change, and a request a week is no burden.
ASK_AGAIN = timedelta(days=7)
LONGEST_CHALLENGE = 2_000
ENDED_STAYS = LONGEST_LEASE  # by then a hub that goes on sending has no lease any more

_ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


class Receipt(Enum):
    """What became of a delivery."""

    KEPT = "kept"  # it waits for a worker
    PINGED = "pinged"  # not believed or not kept: the feed itself is visited soon
    REJECTED = "rejected"
    UNWANTED = "unwanted"  # the hub should stop


@dataclass(frozen=True, slots=True)
class Question:
    """What a hub asks before it does what we asked for (or says that it does not)."""

    mode: str
    topic: str
    challenge: str = ""
    lease_seconds: str = ""
    reason: str = ""


def find(token: str) -> HubSubscription | None:
    """Whose callback this is."""
    return HubSubscription.objects.filter(token=token).first()


@transaction.atomic
def answer(token: str, question: Question, *, now: datetime, rng: random.Random) -> str | None:
    """What to answer a hub's question: its challenge where we asked for that, nothing to its no; None: not ours."""
    said = HubSubscription.objects.select_for_update().filter(token=token, topic=question.topic).first()
    if said is None or said.state == State.WANTED:  # nobody asked the hub yet
        return None
    if question.mode == "denied" and said.state != State.ENDED:
        return _denied(said, question.reason, now=now)
    if not 0 < len(question.challenge) <= LONGEST_CHALLENGE:
        return None
    is_leaving = said.state in {State.LEAVING, State.ENDED}
    if question.mode == "subscribe" and not is_leaving:
        return _subscribed(said, question, now=now, rng=rng)
    if question.mode == "unsubscribe" and is_leaving:
        said.state, said.due_at = State.ENDED, now + ENDED_STAYS
        said.save(update_fields=["state", "due_at"])
        return question.challenge
    return None


def _denied(said: HubSubscription, reason: str, *, now: datetime) -> str:
    why = reason.strip() or _("it gave no reason")
    if said.state == State.LEAVING:
        said.state, said.due_at = State.ENDED, now + ENDED_STAYS
    else:
        said.record_refused(error=_("the hub said no: %(why)s") % {"why": why}, ask_again_at=now + ASK_AGAIN)
    said.save(update_fields=["state", "last_error", "due_at", "attempts"])
    polling.fall_back([said.feed_id], now=now)
    return ""


def _subscribed(said: HubSubscription, question: Question, *, now: datetime, rng: random.Random) -> str:
    lease = lease_of(question.lease_seconds)
    renewal = max(lease * (RENEWED_AT + SPREAD * rng.uniform(-1, 1)), SOONEST_RENEWAL)
    said.record_verified(now=now, lease=lease, renew_at=now + renewal)
    said.save(update_fields=["state", "active_since", "active_until", "attempts", "last_error", "due_at"])
    polling.prolong(said)
    return question.challenge


def lease_of(seconds: str) -> timedelta:
    """For how long the hub promises to send."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):  # noqa: PLR2004 -- 3,000 years
        return UNSAID_LEASE
    return min(timedelta(seconds=int(seconds)), LONGEST_LEASE)


def deliver(said: HubSubscription, body: bytes | None, *, content_type: str, signature: str, now: datetime) -> Receipt:
    """Take what a hub sent, for a worker to read; `body` is None when it was larger than LARGEST.

    Only a body that is signed with the secret of this subscription is believed; any other one is at most a reason to
    visit the feed.
    """
    if said.state in {State.LEAVING, State.ENDED, State.REFUSED}:
        return Receipt.UNWANTED
    is_active = said.is_active(now)
    if said.secret and (body is None or not is_signed(body, signature, said.secret)):
        # Nobody is told that it was wrong, or how: that would help to guess.
        log.info("hub_delivery_rejected", feed=said.feed_id, is_too_large=body is None)
        _count(said, rejected=F("rejected") + 1)
        return Receipt.REJECTED
    if not said.secret and not is_active:
        _count(said, rejected=F("rejected") + 1)
        return Receipt.REJECTED
    # What was taken in before may be an edit taken back, or somebody who sends an old delivery again: the feed knows.
    is_new = body is not None and not said.was_taken(hashlib.sha256(body).hexdigest())
    if body and is_new and said.secret and is_active and _has_room(said, len(body)):
        _keep(said, body, content_type=content_type, now=now)
        return Receipt.KEPT
    ping(said, now=now)
    return Receipt.PINGED


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Whether X-Hub-Signature is that of the body; compared in constant time."""
    method, _equals, given = signature.strip().partition("=")
    algorithm = _ALGORITHMS.get(method.strip().lower())
    if algorithm is None:
        return False
    right = hmac.new(secret.encode(), body, algorithm).hexdigest()
    return hmac.compare_digest(right.encode(), given.strip().lower().encode())


def ping(said: HubSubscription, *, now: datetime) -> None:
    """Something is new, but we do not know what: visit the feed."""
    _count(said, pings=F("pings") + 1, pinged_at=now)
    polling.visit_soon([said.feed_id], now=now)
    polling.trust(said, now=now)


def _has_room(said: HubSubscription, size: int) -> bool:
    waiting = said.waiting.aggregate(rows=Count("pk"), size=Sum(Length("body")))
    return waiting["rows"] < MOST_WAITING and (waiting["size"] or 0) + size <= MOST_WAITING_BYTES


@transaction.atomic
def _keep(said: HubSubscription, body: bytes, *, content_type: str, now: datetime) -> None:
    kept = Delivery(
        subscription=said,
        received_at=now,
        content_type=content_type[:200],
        body=body,
        body_hash=hashlib.sha256(body).hexdigest(),
        due_at=now,
    )
    Delivery.objects.bulk_create([kept], ignore_conflicts=True)  # the same again changes nothing
    _count(said, deliveries=F("deliveries") + 1, delivered_at=now)


def _count(said: HubSubscription, **changes: object) -> None:
    HubSubscription.objects.filter(pk=said.pk).update(**changes)
