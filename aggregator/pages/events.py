"""Beacons from the page: cards that were seen, and seconds of real reading.

No CSRF token, because `navigator.sendBeacon` cannot send one. Safe by design instead: the browser says which site
the request comes from, only one's own impressions count, and the size and the rate are limited.
"""

import json
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.pages.impressions import LARGEST, known_visitor
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.seat import is_private
from ranking.events import record_beacon
from ranking.models import Event

MAX_BYTES = 16_000  # 100 events of 160 characters
MAX_EVENTS = 100  # five pages of cards at once
LONGEST = 1e9  # seconds, thirty years; also keeps out NaN and numbers that no float holds
Kind = Event.Kind


class BadBeaconError(ValueError):
    """The message says what is wrong with the request."""

    status = HTTPStatus.BAD_REQUEST


class TooLongError(BadBeaconError):
    """More than a page has to tell at once."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Beacon(NamedTuple):
    """One event of a page."""

    kind: Event.Kind
    impression: int
    value: float


@csrf_exempt
@public
@require_POST
@limit("events", per_minute=120)
def event(request: PageRequest) -> HttpResponse:
    """`{"events": [{"kind": "view" or "dwell", "i": impression, "value": seconds so far}]}` -> 204, or why not."""
    try:
        _from_here(request)
        _store(request, [_beacon(one) for one in _events(request)])
    except BadBeaconError as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    return HttpResponse(status=204)


def _from_here(request: PageRequest) -> None:
    """Browsers say where a request comes from, and no page can make them lie."""
    origin = request.headers.get("Origin")
    is_foreign = origin is not None and origin.partition("://")[2] != request.get_host()
    if is_foreign or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise BadBeaconError(_("Events are taken from this site's own pages only."))


def _events(request: PageRequest) -> list[object]:
    # Asked before the body is read: Django refuses only what is far larger, and by a page.
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_BYTES or len(request.body) > MAX_BYTES:
        raise TooLongError(_("Too long: send at most %(bytes)d bytes.") % {"bytes": MAX_BYTES})
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadBeaconError(_("Send JSON with a list “events”.")) from error
    events = sent.get("events") if isinstance(sent, dict) else None
    if not isinstance(events, list) or not 1 <= len(events) <= MAX_EVENTS:
        raise BadBeaconError(_("Send a list “events” of 1 to %(most)d events.") % {"most": MAX_EVENTS})
    return events


def _beacon(one: object) -> Beacon:
    if not isinstance(one, dict) or one.get("kind") not in (Kind.VIEW, Kind.DWELL):
        raise BadBeaconError(_("An event has a “kind”: view or dwell."))
    impression, value = one.get("i"), one.get("value", 1)
    if type(impression) is not int or not 0 < impression <= LARGEST:
        raise BadBeaconError(_("An event has “i”: the number of its impression."))
    if type(value) not in {int, float} or not abs(value) <= LONGEST:
        raise BadBeaconError(_("The “value” of an event is a number of seconds."))
    return Beacon(Kind(one["kind"]), impression, float(value))


def _store(request: PageRequest, beacons: list[Beacon]) -> None:
    if is_private(request):
        return
    record_beacon(
        [one.impression for one in beacons if one.kind == Kind.VIEW],
        [(one.impression, one.value) for one in beacons if one.kind == Kind.DWELL],
        reader_id=request.user.pk,
        visitor=known_visitor(request),
        now=timezone.now(),
    )
