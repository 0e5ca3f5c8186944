"""What the crawler may ask for and how much it takes: the numbers, and the rules about URLs and their addresses."""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from yarl import URL

from feeds.fetch.guard import Network, is_inside, networks, refusal
from feeds.types import Trouble

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_NO_NAME = re.compile(r"[^a-zA-Z0-9._\-:\[\]%]")


class RefusedError(Exception):
    """The crawler does not connect there; the message is a sentence."""

    def __init__(self, sentence: str, trouble: Trouble = Trouble.ADDRESS) -> None:
        super().__init__(sentence)
        self.trouble = trouble


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Every address that the system's resolver has for a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_kind, place in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """One set of limits; tests make their own with smaller ones."""

    user_agent: str
    own_host: str = ""
    allow: tuple[Network, ...] = ()
    schemes: frozenset[str] = frozenset({"http", "https"})
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    connect_s: float = 5.0  # a server that does not answer by then is down or does not want us
    total_s: float = 30.0  # names, connections, redirects and bodies together: a slow trickle frees its worker
    body_bytes: int = 10_000_000  # decoded; the largest feeds in the wild are under 5 MB
    hops: int = 3
    retry_after_s: int = 86_400  # a publisher may send us away for a day, not for ever
    spacing_s: float = 1.0  # between two requests to a registrable domain
    per_domain: int = 2  # connections at once to a registrable domain
    # All feeds of a domain wait when one is told to (429, 503): for what Retry-After says, up to an hour, since one
    # publisher's word should not silence a platform for a day; without the header for the shortest interval.
    longest_hold_s: int = 3_600
    hold_s: int = 300
    paces_open: bool = False  # pace networks of FETCH_ALLOW as well
    calendar_url: str = ""  # the Valkey where all workers of the site agree on turns; empty: each process alone
    # Connections of this process in all; manners are kept a domain. Most of them wait: publishers take 50 to 500 ms, so
    # 100 ask 200 to 2,000 feeds a second. Far from the limits of home routers (thousands) and of open files (1,024).
    at_once: int = 100
    waiting_bytes: int = 10_000_000  # bodies that wait to be read and saved: a second or two of work
    # Of the bodies on their way only so many may be large, so that 100 hostile ones take 180 MB and not 1 GB.
    large_bytes: int = 1_000_000
    large_at_once: int = 8
    # Who would wait for longer in the line of a domain comes later: what is claimed is the worker's for ten minutes,
    # and the feeds of other domains would wait behind.
    longest_line_s: int = 60
    look_up: Callable[[str, int], tuple[str, ...]] = look_up

    @property
    def ahead(self) -> int:
        """Requests taken from the caller and not yet answered: enough that no connection is ever free."""
        return 2 * self.at_once


def from_settings() -> Policy:
    """The site's own policy."""
    return Policy(
        user_agent=settings.USER_AGENT,
        own_host=(urlsplit(settings.SITE_URL).hostname or "").rstrip("."),
        allow=networks(settings.FETCH_ALLOW),
        calendar_url=settings.CACHES["default"]["LOCATION"],
    )


def target(address: str, policy: Policy) -> URL:
    """The URL as the client will use it, its host in the one spelling that is checked. Raises RefusedError."""
    stripped = address.strip()
    if _FORBIDDEN.search(stripped):
        raise RefusedError(_("the address holds a space, a backslash or a control character"))
    try:
        url = URL(stripped)
        host, port = url.raw_host, url.port
    except ValueError as error:
        raise RefusedError(_("this is not an address of the web")) from error
    if url.scheme not in policy.schemes:
        raise RefusedError(_("only addresses that begin with http:// or https:// are fetched"))
    if url.raw_user is not None or url.raw_password is not None:
        raise RefusedError(_("addresses with a user name or a password are not fetched"))
    if not host or port is None or _NO_NAME.search(host) or "%" in host:
        raise RefusedError(_("the address names no host"))
    return url.with_host(_spelled(host)).with_fragment(None)


def _spelled(host: str) -> str:
    """127.1, 0x7f000001 and 2130706433 as the resolver reads them: 127.0.0.1."""
    if ":" not in host and not host.rstrip(".").rpartition(".")[2][:1].isdigit():
        return host  # a name: the last part of an address begins with a digit
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host


def refuse_addresses(url: URL, addresses: tuple[str, ...], policy: Policy) -> None:
    """Raises RefusedError unless every address of the host may be connected to on the URL's port."""
    if not addresses:
        raise RefusedError(_("the name %(host)s has no address") % {"host": url.host}, Trouble.NAME)
    for address in addresses:
        if why := refusal(address, policy.allow):
            raise RefusedError(_("%(address)s is not allowed: %(why)s") % {"address": address, "why": why})
    if is_open(addresses, policy):
        return
    if (url.host or "").rstrip(".") == policy.own_host:
        raise RefusedError(_("this is the site's own address"))
    if url.port not in policy.ports:
        ports = ", ".join(map(str, sorted(policy.ports)))
        raise RefusedError(_("port %(port)s is not fetched; only %(ports)s are") % {"port": url.port, "ports": ports})


def is_open(addresses: tuple[str, ...], policy: Policy) -> bool:
    """Does the operator's FETCH_ALLOW hold all of these addresses? Then no port is special and nothing is spaced."""
    return all(is_inside(address, policy.allow) for address in addresses)
