"""Which addresses may stand in a page, and the one spelling under which an address is known."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_plus, urljoin, urlsplit, urlunsplit

from feeds.clean.allowed import UNPRINTABLE

LONGEST = 2_000  # characters, as the columns; no browser or server relies on more
_MUCH_TOO_LONG = 3 * LONGEST  # even if most of it were spaces; what is kept in mind has to be small
# Parameters that say who sent the reader, never what the page is. Families end with an underscore.
_TRACKING_FAMILIES = ("utm_", "mc_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "oly_", "vero_", "at_custom")
_TRACKING = frozenset(
    {
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "dclid",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igshid",
        "mkt_tok",
        "msclkid",
        "ttclid",
        "twclid",
        "wbraid",
        "wt_mc",
        "yclid",
        "ysclid",
    }
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WRITABLE = "!$%&'()*+,/:;=?@[]~#"  # what quote leaves alone: the address's own signs and what is quoted already
# What is written as we would write it, and has no query that could hold tracking.
_PLAIN = re.compile(r"https?://[a-z0-9._-]{1,253}(?:/[A-Za-z0-9_.~!$&'()*+,/:=@%-]*)?")
_COMPLETE = re.compile(r"https?://[^/?#;\\][^;]*$")  # no base changes it
_WITH_PATH = re.compile(r"https?://[^/?#]+/")
_HOST = re.compile(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\]")


def absolute(address: str, base: str = "") -> str:
    """An http(s) or mailto address, absolute and without tracking parameters; empty when it may not be linked."""
    return _absolute(address, base) if len(address) <= _MUCH_TOO_LONG else ""


@lru_cache(maxsize=4096)  # an entry names the same few addresses again and again, and each cleaning has two rounds
def _absolute(address: str, base: str) -> str:
    if _PLAIN.fullmatch(address) and len(address) <= LONGEST:
        return address
    compact = UNPRINTABLE.sub("", re.sub(r"[\t\n\r]", "", address)).strip(" \u00a0")
    if compact.startswith("|"):
        return ""  # to some programs the name of a command to run (CVE-2023-1350)
    try:
        joined = urljoin(base, compact) if base and not _COMPLETE.match(compact) else compact
        scheme = urlsplit(joined).scheme
        if scheme == "mailto" and compact.lower().startswith("mailto:"):
            return quote(joined, safe=_WRITABLE) if len(joined) <= LONGEST else ""
        return _http(joined)
    except ValueError:
        return ""


def canonical_url(url: str) -> str:
    """The one spelling of an address: scheme and host in lower case, no default port, fragment or tracking.

    The path stays as it is: /a and /A, /a and /a/ may be two pages. Empty for what is no http(s) address.
    """
    plain = absolute(url).partition("#")[0]
    if not plain.startswith("http"):
        return ""
    if _WITH_PATH.match(plain):
        return plain
    parts = urlsplit(plain)
    return plain if parts.path else urlunsplit(parts._replace(path="/"))


def _http(url: str) -> str:
    """The address written plainly. Raises ValueError when it is not one of the web."""
    if "\\" in url.partition("?")[0].partition("#")[0]:
        return ""  # browsers read a backslash as a slash, other programs do not: two hosts in one address
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return ""
    host = _ascii_host(parts.hostname)
    if not _HOST.fullmatch(host):
        return ""
    port = "" if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    plain = urlunsplit(
        (
            parts.scheme,
            host + port,
            quote(parts.path, safe=_WRITABLE),
            quote(_without_tracking(parts.query), safe=_WRITABLE),
            quote(parts.fragment, safe=_WRITABLE),
        )
    )
    return plain if len(plain) <= LONGEST else ""


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode().lower()
    except UnicodeError:
        return ""


def _without_tracking(query: str) -> str:
    if not query:
        return query
    kept = [part for part in query.split("&") if not _tracks(part)]
    return "&".join(kept)


def _tracks(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_FAMILIES)
