"""Devices are told that something is new: once, outside quiet hours, sealed, and through the guarded door."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.notifications import vapid
from aggregator.notifications.models import Device, Notification, Wishes
from aggregator.notifications.push import push_due
from feeds.models import Article
from tests import make
from tests.notifications.push_service import PushService, push_service

pytestmark = pytest.mark.django_db
KEY = ec.generate_private_key(ec.SECP256R1())
SECRET = b"0123456789abcdef"
NOON = timezone.now().replace(hour=12, minute=0) - timedelta(days=1)
EARLIER = NOON - timedelta(hours=3)


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


POINT = base64url(KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


@pytest.fixture
def service(settings: object) -> Iterator[PushService]:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]  # type: ignore[attr-defined]
    with push_service() as kept:
        yield kept


@pytest.fixture
def ada() -> User:
    ada = make.reader("Ada")
    Wishes.objects.create(reader=ada, pushed_at=EARLIER, push_due_at=EARLIER)
    return ada


def device(reader: User, endpoint: str) -> Device:
    return Device.objects.create(reader=reader, endpoint=endpoint, p256dh=POINT, auth=base64url(SECRET))


def news(reader: User, at: datetime, title: str = "A bridge is reopened") -> None:
    story = make.story(title)
    make.article(title=title, story=story)
    Notification.objects.create(recipient=reader, kind="story", story=story, total=1, told_at=at)


def words(body: bytes) -> dict[str, str]:
    opened = http_ece.decrypt(body, private_key=KEY, auth_secret=SECRET)
    return dict(json.loads(opened))


def test_a_device_is_told_how_much_and_nothing_of_what(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    for title in ("A bridge", "A tunnel"):
        news(ada, NOON, title)
    assert push_due(now=NOON) == 1
    path, headers, body = service.taken[0]
    said = words(body)
    assert (path, said["body"], said["url"]) == ("/one", "2 things are new for you", "/notifications/")
    assert "bridge" not in str(said).lower()
    assert (headers["Content-Encoding"], headers["Topic"]) == ("aes128gcm", "news")


def test_the_site_signs_for_that_host_and_no_longer_than_an_hour(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    news(ada, NOON)
    push_due(now=NOON)
    header = service.taken[0][1]["Authorization"]
    token = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    claims = json.loads(base64.urlsafe_b64decode(token["t"].split(".")[1] + "=="))
    assert claims["aud"] == service.address
    assert claims["exp"] - NOON.timestamp() <= 3600
    assert token["k"] == vapid.public_key()


def test_it_is_told_once_and_again_when_more_comes(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    news(ada, NOON)
    assert [push_due(now=NOON + timedelta(minutes=it)) for it in (0, 1, 30)] == [1, 0, 0]
    news(ada, NOON + timedelta(minutes=31))
    assert push_due(now=NOON + timedelta(minutes=32)) == 1


def test_in_quiet_hours_nothing_is_said_and_then_all_at_once(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    Wishes.objects.update(time_zone="UTC", quiet_from=11, quiet_until=14)
    for _ in range(3):
        news(ada, NOON)
    assert push_due(now=NOON) == 0
    assert push_due(now=NOON + timedelta(hours=1)) == 0
    assert push_due(now=NOON + timedelta(hours=2)) == 1
    assert words(service.taken[0][2])["body"] == "3 things are new for you"


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(ada: User, service: PushService, status: int) -> None:
    device(ada, f"{service.address}/gone")
    device(ada, f"{service.address}/here")
    service.answers["/gone"] = status
    news(ada, NOON)
    push_due(now=NOON)
    assert list(Device.objects.values_list("endpoint", flat=True)) == [f"{service.address}/here"]


def test_a_service_that_is_down_is_asked_again_and_nothing_is_lost(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    service.answers["/one"] = 500
    news(ada, NOON)
    assert push_due(now=NOON) == 0
    service.answers.clear()
    assert push_due(now=NOON + timedelta(minutes=5)) == 1


def test_an_address_inside_the_site_is_never_reached(ada: User, service: PushService, settings: object) -> None:
    settings.FETCH_ALLOW = []  # type: ignore[attr-defined]
    device(ada, f"{service.address}/one")
    news(ada, NOON)
    assert push_due(now=NOON) == 0
    assert service.taken == []


def test_a_kind_that_is_not_wanted_on_devices_is_not_pushed(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    Wishes.objects.update(pushed=["decision"], quiet_from=None, quiet_until=None)
    news(ada, NOON)
    assert push_due(now=NOON) == 0
    make.decision(make.article(creator=ada), make.moderator(), Article.Visibility.DROP, now=NOON - timedelta(hours=2))
    assert push_due(now=timezone.now() + timedelta(minutes=1)) == 1


def test_keys_that_are_none_hold_up_nobody(ada: User, service: PushService) -> None:
    broken = device(ada, f"{service.address}/broken")
    Device.objects.filter(pk=broken.pk).update(p256dh="x")
    device(ada, f"{service.address}/one")
    news(ada, NOON)
    assert push_due(now=NOON) == 1
    assert [path for path, *_rest in service.taken] == ["/one"]


def test_a_worker_that_died_leaves_its_readers_to_others(ada: User, service: PushService) -> None:
    device(ada, f"{service.address}/one")
    news(ada, NOON)
    Wishes.objects.update(push_due_at=NOON + timedelta(minutes=5))  # as a worker leaves it that is killed
    assert [push_due(now=NOON), push_due(now=NOON + timedelta(minutes=5))] == [0, 1]
