"""The part of a host's name that somebody registered, by the Public Suffix List that the wheel ships."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def registrable_domain(host: str) -> str:
    """example.co.uk of www.example.co.uk; a name or an address with nothing registered in it is its own domain.

    Platforms whose tenants answer for themselves (a.github.io, b.github.io) are as many domains, so that one tenant
    cannot hold up the others; those that answer for all (a.tumblr.com, b.tumblr.com) are one.
    """
    name = host.lower().rstrip(".")
    if ":" in name or name.rpartition(".")[2].isdigit():
        return host
    return _list().privatesuffix(name) or name


@cache
def _list() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # 0.1 s to read: only where something is fetched

    return PublicSuffixList()
