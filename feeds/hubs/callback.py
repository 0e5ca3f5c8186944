"""Where hubs call this site, and whether they can."""

from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

# Names that only an own network or a document knows (RFC 2606, 6761, 6762, 8375, and what routers and clouds use).
_INNER = (
    *("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"),
    *("test", "example", "invalid", "onion", "alt"),
)


class Callers(Enum):
    """Which hubs can call this site."""

    NOBODY = "nobody"
    NEIGHBOURS = "neighbours"  # the site is inside FETCH_ALLOW; so has the hub to be
    EVERYBODY = "everybody"


def callers() -> Callers:
    """Which hubs can call SITE_URL. A public address has to be https: what comes over http anybody may forge."""
    parts = urlsplit(settings.SITE_URL)
    address = _address(parts.hostname or "")
    networks = [ip_network(text) for text in settings.FETCH_ALLOW]
    if address and any(address in network for network in networks if network.version == address.version):
        return Callers.NEIGHBOURS
    if parts.scheme == "https" and (address.is_global if address else _is_public(parts.hostname or "")):
        return Callers.EVERYBODY
    return Callers.NOBODY


def callback_url(token: str) -> str:
    """The address that a hub is given."""
    return settings.SITE_URL + reverse("websub", args=[token])


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return None


def _is_public(host: str) -> bool:
    name = host.rstrip(".").lower()
    return "." in name and not name.endswith(tuple(f".{inner}" for inner in _INNER))
