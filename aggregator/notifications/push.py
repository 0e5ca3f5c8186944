"""Tell devices that something is new: one push for all that came, never in quiet hours, and nothing of what it says.

A reader is claimed by their row of wishes before the push and marked after it; a worker that dies in between pushes
once more when the lease ends, and the device shows the two as one (`tag`).
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aggregator.notifications import vapid
from aggregator.notifications.hours import quiet_until
from aggregator.notifications.kinds import Kind
from aggregator.notifications.models import Device, Notification, Wishes
from aggregator.notifications.wishes import zone_of
from feeds.claiming import claim
from feeds.fetch import Policy, fetch_many, from_settings
from feeds.types import FetchRequest, FetchResult, Outcome
from moderation.models import Notice, Report

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=5)  # of one batch: 200 readers, 30 seconds at most for each answer, many at once
BATCH = 200
LATEST = timedelta(days=1)  # who did not read for a day what came then needs no push for it
PAUSE = timedelta(minutes=10)  # between two pushes to a reader: what comes meanwhile is one push
AGAIN = timedelta(minutes=5)  # after no device could be reached
LIVES_S = 12 * 3600  # how long a push service keeps it for a device that is off: until the next morning
_GONE = frozenset({404, 410})  # the browser has unsubscribed, or was uninstalled (RFC 8030, 7.3)


@dataclass(frozen=True, slots=True)
class _Told:
    """A push on its way."""

    device: Device
    wishes: Wishes


def push_due(*, now: datetime) -> int:
    """One sweep: how many devices were told. Runs any number of times at once."""
    ids = claim(_with_news(now), "push_due_at", limit=BATCH, push_due_at=now + LEASE)
    claimed = Wishes.objects.filter(pk__in=ids).select_related("reader").order_by("pk")
    awake = [it for it in claimed if not _sleeps(it, now)]
    asked = {request: told for wishes in awake for request, told in _requests(wishes, now)}
    reached: Counter[int] = Counter()
    refused: Counter[int] = Counter()
    for result in fetch_many(list(asked), policy=_policy()):
        told = asked[result.request]
        (reached if _note(told.device, result, now) else refused)[told.wishes.pk] += 1
    for wishes in awake:
        is_away = not reached[wishes.pk] and refused[wishes.pk]
        due_at = now + (AGAIN if is_away else PAUSE)
        changes = {"push_due_at": due_at} | ({} if is_away else {"pushed_at": now})
        Wishes.objects.filter(pk=wishes.pk).update(**changes)
    return sum(reached.values())


def _with_news(now: datetime) -> "QuerySet[Wishes]":
    """Who has a device, is not just being told, and has something new of a kind they want to be pushed."""
    reader = OuterRef("reader")
    lines = Notification.objects.filter(recipient=reader, read_at=None, told_at__gt=OuterRef("pushed_at"))
    lines = lines.filter(told_at__gt=now - LATEST)
    wanted = Q()
    for kind in (Kind.STORY, Kind.REPLY, Kind.FOLLOWER, Kind.LIKE):
        wanted |= Q(Exists(lines.filter(kind=kind)), pushed__contains=[kind])
    notices = Notice.objects.filter(recipient=reader, created_at__gt=OuterRef("pushed_at")).told(now).unread()
    wanted |= Q(Exists(notices.filter(created_at__gt=now - LATEST)), pushed__contains=[Kind.DECISION])
    answers = Report.objects.told(now).filter(reporter=reader, read_at=None, decided_at__gt=OuterRef("pushed_at"))
    wanted |= Q(Exists(answers.filter(decided_at__gt=now - LATEST)), pushed__contains=[Kind.REPORT])
    has_device = Exists(Device.objects.filter(reader=reader))
    return Wishes.objects.filter(has_device, wanted, push_due_at__lte=now, reader__is_active=True)


def _sleeps(wishes: Wishes, now: datetime) -> bool:
    """In quiet hours nothing is pushed; what came is pushed as one when they end."""
    until = quiet_until(now, zone=zone_of(wishes), begins=wishes.quiet_from, ends=wishes.quiet_until)
    if until is not None:
        Wishes.objects.filter(pk=wishes.pk).update(push_due_at=until)
    return until is not None


def _requests(wishes: Wishes, now: datetime) -> Iterator[tuple[FetchRequest, _Told]]:
    with translation.override(wishes.reader.language or settings.LANGUAGE_CODE):
        words = json.dumps(_words(_counted(wishes, now))).encode()
    for device in Device.objects.filter(reader=wishes.reader_id).order_by("pk"):
        try:
            body = vapid.sealed(words, p256dh=device.p256dh, auth=device.auth)
        except vapid.DeviceKeyError:
            log.info("device with keys that are none", device=device.pk)
            device.delete()
            continue
        headers = (
            ("Authorization", vapid.signature(device.endpoint, now=now)),
            ("Content-Encoding", "aes128gcm"),
            ("Content-Type", "application/octet-stream"),
            ("TTL", str(LIVES_S)),
            ("Topic", "news"),  # of two that wait for a device, it gets the second (RFC 8030, 5.4)
        )
        yield FetchRequest(device.endpoint, body=body, headers=headers), _Told(device, wishes)


def _counted(wishes: Wishes, now: datetime) -> int:
    """How many lines are new since the last push."""
    since, reader = wishes.pushed_at, wishes.reader_id
    lines = Notification.objects.filter(recipient=reader, told_at__gt=since, read_at=None, kind__in=wishes.pushed)
    count = lines.count()
    if Kind.DECISION in wishes.pushed:
        count += Notice.objects.filter(recipient=reader, created_at__gt=since).told(now).unread().count()
    if Kind.REPORT in wishes.pushed:
        count += Report.objects.told(now).filter(reporter=reader, read_at=None, decided_at__gt=since).count()
    return count


def _words(count: int) -> dict[str, str]:
    """What stands on a locked screen: a number, no headline and no name."""
    said = ngettext("%(n)d thing is new for you", "%(n)d things are new for you", count) % {"n": count}
    told = {"title": settings.SITE_NAME, "body": said, "open": _("Open"), "tag": "news"}
    return told | {"url": reverse("notifications")}


def _note(device: Device, result: FetchResult, now: datetime) -> bool:
    """Was the device's service reached? One that is gone is forgotten."""
    if result.outcome in {Outcome.FETCHED, Outcome.UNCHANGED}:
        Device.objects.filter(pk=device.pk).update(reached_at=now)
        return True
    if result.status in _GONE:
        Device.objects.filter(pk=device.pk).delete()
        log.info("device gone", device=device.pk)
        return True  # there is nobody to try again for
    log.info("push failed", device=device.pk, error=result.error, status=result.status)
    return False


def _policy() -> Policy:
    """The crawler's door and guard; its manners are for publishers, who did not ask us to come."""
    return replace(from_settings(), spacing_s=0.0, per_domain=20, calendar_url="", body_bytes=10_000)
