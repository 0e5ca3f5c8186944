"""May these pages be asked for? By each site's robots.txt, fetched through the guard and kept a day for all workers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from feeds.fetch import fetch_many, from_settings
from feeds.robots import UnreadableError, cut, judge_limited
from feeds.types import FetchRequest, FetchResult, Outcome

log = structlog.get_logger(__name__)

KEPT_S = 86_400  # RFC 9309: no longer than a day; so a site that could not say is closed for a day
HOPS = 5  # RFC 9309: at least so many redirects
# A site that asks for more between two pages gets this: its news would be history otherwise.
LONGEST_DELAY_S = 300.0


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether one page may be asked for. `why_not` is a sentence; `is_unknown` when the site wanted us to wait."""

    why_not: str = ""
    delay_s: float = 0.0  # between two pages of the site, where it asks for more than the pacer keeps
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is kept of a site: its robots.txt, or why nothing may be asked of it."""

    text: bytes = b""
    closed: str = ""


def permits(urls: Iterable[str]) -> dict[str, Permit]:
    """The permit of each address."""
    by_site: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        by_site[_site(url)].append(url)
    rules = _rules(list(by_site))
    found: dict[str, Permit] = {}
    for site, asked in by_site.items():
        found |= _permits(rules.get(site), asked)
    return found


def _permits(rules: _Rules | None, urls: Sequence[str]) -> Mapping[str, Permit]:
    if rules is None:
        return dict.fromkeys(urls, Permit(is_unknown=True))
    if rules.closed:
        return dict.fromkeys(urls, Permit(why_not=rules.closed))
    try:
        word = judge_limited(rules.text, urls, agent=agent())
    except UnreadableError as error:
        return dict.fromkeys(urls, Permit(why_not=_("the site's robots.txt is of no use: %(why)s") % {"why": error}))
    forbidden = _("the site's robots.txt closes this page to robots")
    delay_s = min(word.delay_s, LONGEST_DELAY_S)
    return {
        url: Permit(why_not="" if is_open else forbidden, delay_s=delay_s)
        for url, is_open in zip(urls, word.is_open, strict=True)
    }


def _rules(sites: Sequence[str]) -> dict[str, _Rules]:
    """What is kept, and what the others say now; sites that want us to wait are missing."""
    found = _kept(sites)
    missing = [site for site in sites if site not in found]
    policy = replace(from_settings(), hops=HOPS)
    for result in fetch_many([FetchRequest(f"{site}/robots.txt") for site in missing], policy=policy):
        if result.outcome == Outcome.POSTPONED:
            continue
        site = result.request.url.removesuffix("/robots.txt")
        found[site] = _said(result)
        _keep(site, found[site])
    return found


def _said(result: FetchResult) -> _Rules:
    """RFC 9309: without a robots.txt (4xx) all is open; where it cannot be had (5xx, no answer) nothing is."""
    if result.outcome in {Outcome.FETCHED, Outcome.UNCHANGED}:
        return _Rules(cut(result.body))
    if 400 <= result.status < 500 and result.status != 429:  # noqa: PLR2004 -- 429 is no word on robots
        return _Rules()
    return _Rules(closed=_("the site's robots.txt cannot be had: %(why)s") % {"why": result.error})


def _kept(sites: Sequence[str]) -> dict[str, _Rules]:
    try:
        found = cache.get_many([f"robots:{site}" for site in sites])
    except (RedisError, OSError) as error:  # it is asked for once more
        log.warning("robots.txt is not kept", why=str(error))
        return {}
    return {key.removeprefix("robots:"): _Rules(*value) for key, value in found.items()}


def _keep(site: str, rules: _Rules) -> None:
    try:
        cache.set(f"robots:{site}", (rules.text, rules.closed), KEPT_S)
    except (RedisError, OSError) as error:
        log.warning("robots.txt is not kept", why=str(error))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def agent() -> str:
    """Our name among robots: that of the site, as its requests say it before the slash."""
    return settings.USER_AGENT.partition("/")[0]
