"""Where people are signed in: noted as they come, listed for themselves, ended by themselves.

No address is kept, so nobody can tell where a device is; the name of browser and system is all that its line has.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from aggregator.accounts.models import Device, User
from aggregator.accounts.sessions import SessionStore

KNOWN = "device"  # in the session: its row, the end of the key it was noted under, and when
STAMP = 16  # characters of the session's hash: enough to tell an old password's session from a new one's
SEEN_EVERY = timedelta(hours=1)  # a list of devices says "an hour ago"; writing more often tells nothing more
# Each stands before those that also claim its name: Edge says Chrome and Safari, Chrome says Safari.
_BROWSERS = (
    *(("Edge", r"Edg(e|A|iOS)?/"), ("Opera", r"OPR/"), ("Samsung Internet", r"SamsungBrowser/")),
    *(("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrom(e|ium)/|CriOS/"), ("Safari", r"Safari/")),
)
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("ChromeOS", "CrOS"), ("macOS", "Mac OS X|Macintosh"), ("Linux", "Linux")),
)


def noted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a signed-in session gets its line. It asks nothing of pages that did not look at the session."""

    def call(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and request.session.get(SESSION_KEY) and request.user.is_authenticated:
            _note(request, request.user, timezone.now())
        return response

    return call


def _note(request: HttpRequest, user: User, now: datetime) -> None:
    session = request.session
    if not session.session_key:
        return
    place = session.session_key[-8:]
    known = session.get(KNOWN)
    if known and known[1] == place and now.timestamp() - known[2] < SEEN_EVERY.total_seconds():
        return
    browser, system = described(request.headers.get("User-Agent", ""))
    row = {"user": user, "browser": browser, "system": system, "seen_at": now}
    row |= {"session_key": session.session_key, "stamp": stamp(user)}
    # A key changes when somebody signs in or takes a new password: the line goes with it.
    key = int(known[0]) if known else 0
    if not Device.objects.filter(pk=key, user=user).update(**row):
        device, _is_new = Device.objects.update_or_create(
            session_key=session.session_key, defaults=row, create_defaults={**row, "signed_in_at": now}
        )
        key = device.pk
    session[KNOWN] = [key, place, now.timestamp()]


def described(agent: str) -> tuple[str, str]:
    """Browser and system by the names that a user agent claims; empty for what it does not say."""
    agent = agent[:400]  # the longest of real ones have 300 characters
    browser = next((name for name, words in _BROWSERS if re.search(words, agent)), "")
    return browser, next((name for name, words in _SYSTEMS if re.search(words, agent)), "")


def stamp(user: User) -> str:
    """What a session of the present password is known by."""
    return user.get_session_auth_hash()[:STAMP]


def devices_of(user: User, *, now: datetime) -> list[Device]:
    """The devices that are signed in now, seen last first; lines of sessions that ended are taken away. Two queries."""
    alive = Exists(Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now))
    Device.objects.filter(user=user).exclude(alive, stamp=stamp(user)).delete()
    return list(Device.objects.filter(user=user).order_by("-seen_at", "-pk"))


def sign_out(devices: Sequence[Device]) -> int:
    """End their sessions, at once and in the cache too; how many."""
    for device in devices:
        SessionStore(device.session_key).delete()
    return Device.objects.filter(pk__in=[it.pk for it in devices]).delete()[0]
