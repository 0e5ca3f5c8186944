"""The one guard: which addresses the crawler may connect to. It judges resolved addresses, never spellings.

`is_private` and `not is_global` both have holes that differ between Python releases (multicast, NAT64, 6to4, old
site-local), so what they miss is refused by hand.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.utils.translation import gettext as _

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_BY_HAND = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; .9 and .10 count as reachable
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # protocol assignments: Teredo, ORCHID
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation, too new for Python 3.11
    )
)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks written as 127.0.0.0/8."""
    return tuple(ip_network(text) for text in texts)


def plain(text: str) -> Address:
    """The address a socket would reach: an IPv4 one that hides in IPv6 is taken out. Raises ValueError."""
    address = ip_address(text)
    return getattr(address, "ipv4_mapped", None) or address


def is_inside(text: str, allowed: Iterable[Network]) -> bool:
    """Whether the address is in one of the networks that the operator opened."""
    address = plain(text)
    return any(address in network for network in allowed if network.version == address.version)


def refusal(text: str, allowed: Iterable[Network] = ()) -> str:
    """Why the crawler must not connect to this address; empty when it may."""
    try:
        address = plain(text)
    except ValueError:
        return _("it is no address of the internet protocol")
    if is_inside(text, allowed):
        return ""
    return _kind(address)


def _kind(address: Address) -> str:
    special = any(address in network for network in _BY_HAND if network.version == address.version)
    kinds = (
        (address.is_unspecified, _("it means every address of this machine")),
        (address.is_loopback, _("it is this machine itself")),
        (address.is_link_local, _("it is of the local link, where clouds keep their secrets")),
        (address.is_multicast, _("it is a multicast address")),
        (address.is_private, _("it is of a private network")),
        (address.is_reserved or getattr(address, "is_site_local", False), _("it is reserved and no public address")),
        (special or not address.is_global, _("it is of a special range and no public address")),
    )
    return next((why for is_kind, why in kinds if is_kind), "")
