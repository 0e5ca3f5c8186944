"""What a push service and a device must be shown: the site's key, a signature, words that only the device can read."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:
    from py_vapid import Vapid02

# Push services refuse more than a day (RFC 8292, 2); an hour is enough for one delivery and of no use to a thief.
SIGNED_FOR = timedelta(hours=1)


_POINT, _UNCOMPRESSED, _AUTH = 65, 4, 16  # bytes of a point of P-256, how it begins, and of the secret (RFC 8291, 3.2)


class DeviceKeyError(ValueError):
    """The keys of a device are none: nothing can be written for it."""


@cache
def public_key() -> str:
    """The key that browsers are given when they subscribe: an uncompressed point in base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def signature(endpoint: str, *, now: datetime) -> str:
    """The Authorization header for this push service (RFC 8292). It names the host and no reader."""
    parts = urlsplit(endpoint)
    contact = settings.CONTACT if settings.CONTACT.startswith(("mailto:", "https:")) else _contact()
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + SIGNED_FOR).timestamp()),
        "sub": contact,
    }
    headers: Mapping[str, str] = _key().sign(claims)
    return headers["Authorization"]


def check(*, p256dh: str, auth: str) -> None:
    """Could these be the keys of a device? Raises DeviceKeyError."""
    try:
        point, secret = (base64.urlsafe_b64decode(it + "=" * (-len(it) % 4)) for it in (p256dh, auth))
    except (binascii.Error, ValueError) as error:
        raise DeviceKeyError(str(error)) from error
    if len(point) != _POINT or point[0] != _UNCOMPRESSED or len(secret) != _AUTH:
        raise DeviceKeyError("keys of another length")


def sealed(words: bytes, *, p256dh: str, auth: str) -> bytes:
    """These words as only the device reads them (RFC 8291). Raises DeviceKeyError."""
    from pywebpush import WebPusher, WebPushException

    check(p256dh=p256dh, auth=auth)
    try:
        subscription = {"endpoint": "https://device.invalid/", "keys": {"p256dh": p256dh, "auth": auth}}
        return bytes(WebPusher(subscription).encode(words, content_encoding="aes128gcm")["body"])
    except (WebPushException, ValueError, TypeError, KeyError) as error:
        raise DeviceKeyError(str(error)) from error


@cache
def _key() -> "Vapid02":
    from py_vapid import Vapid02

    return Vapid02.from_raw(settings.PUSH_KEY.encode())


def _contact() -> str:
    """Whom a push service writes to when this site misbehaves."""
    return f"mailto:{settings.CONTACT or settings.DEFAULT_FROM_EMAIL}"
