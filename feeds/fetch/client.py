"""One fetch: each hop checked, paced, limited; the answer sorted into an outcome."""

import asyncio
import hashlib
import socket
import ssl
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

import aiohttp
import structlog
from aiohappyeyeballs import AddrInfoType
from django.utils.translation import gettext as _
from multidict import CIMultiDictProxy
from yarl import URL

from feeds.fetch import headers, sentences, troubles
from feeds.fetch.calendar import CALENDAR, HeldError, SharedCalendar
from feeds.fetch.guard import refusal
from feeds.fetch.names import Directory
from feeds.fetch.pacing import Pacer
from feeds.fetch.policy import Policy, RefusedError, is_open, refuse_addresses, target
from feeds.types import FetchRequest, FetchResult, Outcome, Trouble

logger = structlog.get_logger(__name__)

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_KEEP_METHOD = frozenset(
    {307, 308}
)  # after the others a form would have to become a GET, which asks for something else
_LATER = frozenset({429, 503})  # too many requests; not available now
_LONGEST_ETAG, _LONGEST_DATE, _LONGEST_URL = 500, 200, 2_000  # the columns of Feed


@cache
def _tls() -> ssl.SSLContext:
    """The certificates of this machine, TLS 1.2 at least: some builds of Python would still speak 1.0."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(slots=True)
class _Budget:
    """The seconds that are left of a fetch. Waiting for one's turn costs none."""

    left_s: float


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    fields: CIMultiDictProxy[str]
    body: bytes = b""


class Client:
    """Fetches of one batch, over one session."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.directory = Directory(policy)
        shared, limit = policy.calendar_url, policy.per_domain
        calendar = SharedCalendar(shared, per_domain=limit) if shared else CALENDAR
        self.pacer = Pacer(
            per_domain=limit,
            spacing_s=policy.spacing_s,
            at_once=policy.at_once,
            longest_line_s=policy.longest_line_s,
            calendar=calendar,
        )
        self._large = asyncio.Semaphore(policy.large_at_once)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self.directory,
                use_dns_cache=False,
                limit=0,
                socket_factory=self._open_socket,
                ssl=_tls(),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,  # a proxy of the environment would connect where the guard cannot see
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=policy.connect_s),
            headers={
                "User-Agent": policy.user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate, br",
            },
        )

    async def close(self) -> None:
        """Close what is open."""
        await self._session.close()
        await self.directory.close()
        await self.pacer.close()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The result of one request; whatever the publisher does, an answer and not an exception."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            result = await self._follow(request)
        except HeldError as held:
            result = postponed(request, held.seconds)
        except Exception as error:  # three libraries speak with strangers here
            sentence = sentences.of_error(error, self.policy)
            if not sentence:
                logger.exception("fetch failed unexpectedly", url=request.url)
                sentence = _("the fetch failed (%(why)s)") % {"why": type(error).__name__}
            result = failed(request, sentence, troubles.of_error(error))
        return replace(result, duration_ms=round((loop.time() - began) * 1000))

    async def _follow(self, request: FetchRequest) -> FetchResult:
        """Go where redirects lead, a few hops far."""
        url = target(request.url, self.policy)
        budget = _Budget(self.policy.total_s)
        moved, permanent_url = True, ""
        followed = _KEEP_METHOD if request.is_posted else _REDIRECTS
        for _hop in range(self.policy.hops + 1):
            answer = await self._hop(url, request, budget)
            if answer.status not in followed:
                return self._result(request, answer, url, permanent_url)
            url = self._next(url, answer)
            moved = moved and answer.status in _PERMANENT
            permanent_url = str(url) if moved else permanent_url
        why = _("the address leads through more than %(hops)s redirects") % {"hops": self.policy.hops}
        raise RefusedError(why, Trouble.REDIRECTS)

    def _next(self, url: URL, answer: _Answer) -> URL:
        location = answer.fields.get("Location", "").strip()
        if not location:
            raise RefusedError(_("the server redirects, but does not say where to"), Trouble.REDIRECTS)
        try:
            return target(str(url.join(URL(location))), self.policy)
        except ValueError as error:
            why = _("the server redirects to what is no address of the web")
            raise RefusedError(why, Trouble.REDIRECTS) from error

    async def _hop(self, url: URL, request: FetchRequest, budget: _Budget) -> _Answer:
        """One request. The address is looked up and judged first; a redirect's body is never read."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.timeout(min(self.policy.connect_s, budget.left_s)):
            addresses = await self.directory.addresses(url)
        refuse_addresses(url, addresses, self.policy)
        budget.left_s -= loop.time() - began
        host, is_spaced = url.raw_host or "", self.policy.paces_open or not is_open(addresses, self.policy)
        async with self.pacer.turn(host, spaced=is_spaced):
            began = loop.time()
            async with asyncio.timeout(budget.left_s):
                answer = await self._ask(url, request)
        budget.left_s -= loop.time() - began
        if is_spaced and answer.status in _LATER:
            await self._hold(host, answer)
        return answer

    async def _hold(self, host: str, answer: _Answer) -> None:
        """A 429, or a 503 that says for how long, is for the whole domain: its other feeds wait as well."""
        seconds = self._retry_after(answer)
        if seconds is None and answer.status == 429:  # noqa: PLR2004 -- too many requests
            seconds = self.policy.hold_s
        if seconds:
            await self.pacer.hold(host, min(seconds, self.policy.longest_hold_s))

    def _retry_after(self, answer: _Answer) -> int | None:
        said = answer.fields.get("Retry-After", "") if answer.status in _LATER else ""
        return headers.retry_after(said, now=datetime.now(UTC), at_most=self.policy.retry_after_s)

    async def _ask(self, url: URL, request: FetchRequest) -> _Answer:
        known = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        sent = {**dict(request.headers), **{name: value for name, value in known.items() if value}}
        method, data = ("POST", request.body or request.form) if request.is_posted else ("GET", None)
        async with self._session.request(method, url, data=data, headers=sent, allow_redirects=False) as response:
            if not response.ok or response.status in _REDIRECTS or response.status == 304:  # noqa: PLR2004
                response.close()  # what stands in it is of no use, and may be a bomb
                return _Answer(response.status, response.headers)
            return _Answer(response.status, response.headers, await self._body(response))

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """The decoded body. It is counted piece by piece: 10 kB of gzip may hold 10 GB."""
        body, is_large = bytearray(), False
        announced = response.content_length
        if announced is not None and announced > self.policy.body_bytes:
            response.close()
            raise sentences.TooLargeError
        async with AsyncExitStack() as seat:
            async for piece in response.content.iter_any():
                body += piece
                if len(body) > self.policy.body_bytes:
                    response.close()
                    raise sentences.TooLargeError
                if len(body) > self.policy.large_bytes and not is_large:
                    is_large = True
                    await seat.enter_async_context(self._large)
        return bytes(body)

    def _result(self, request: FetchRequest, answer: _Answer, url: URL, permanent_url: str) -> FetchResult:
        common = FetchResult(
            request=request,
            outcome=Outcome.FETCHED,
            status=answer.status,
            final_url=str(url)[:_LONGEST_URL],
            content_type=answer.fields.get("Content-Type", ""),
            body_hash=request.body_hash,
            etag=_kept(answer.fields.get("ETag", ""), request.etag, _LONGEST_ETAG),
            last_modified=_kept(answer.fields.get("Last-Modified", ""), request.last_modified, _LONGEST_DATE),
            retry_after_s=self._retry_after(answer),
            max_age_s=headers.fresh_for(
                answer.fields.get("Cache-Control", ""), answer.fields.get("Expires", ""), now=datetime.now(UTC)
            ),
            permanent_url=permanent_url if len(permanent_url) <= _LONGEST_URL else "",
            hubs=headers.links(answer.fields.getall("Link", ()), "hub"),
            self_url=next(iter(headers.links(answer.fields.getall("Link", ()), "self")), ""),
            robots=tuple(answer.fields.getall("X-Robots-Tag", ())),
        )
        return _sorted(common, answer)

    def _open_socket(self, place: AddrInfoType) -> socket.socket:
        """The last check, on the very address of the socket, whatever the layers above did."""
        family, kind, protocol, _name, address = place
        if why := refusal(str(address[0]), self.policy.allow):
            raise OSError(why)
        return socket.socket(family, kind, protocol)


def _sorted(common: FetchResult, answer: _Answer) -> FetchResult:
    """The outcome of an answer."""
    request = common.request
    if answer.status == 304 and (request.etag or request.last_modified):  # noqa: PLR2004 -- not modified
        return replace(common, outcome=Outcome.NOT_MODIFIED)
    if answer.status == 410:  # noqa: PLR2004 -- gone
        sentence = sentences.of_status(410)
        return replace(common, outcome=Outcome.GONE, permanent_url="", error=sentence, trouble=Trouble.GONE)
    if not 200 <= answer.status < 300:  # noqa: PLR2004 -- success
        error = sentences.of_status(answer.status)
        return replace(
            common,
            outcome=Outcome.FAILED,
            permanent_url="",
            error=error,
            trouble=troubles.of_status(answer.status),
            etag=request.etag,
            last_modified=request.last_modified,
        )
    body_hash = hashlib.sha256(answer.body).hexdigest()
    outcome = Outcome.UNCHANGED if body_hash == request.body_hash else Outcome.FETCHED
    return replace(common, outcome=outcome, body=answer.body, body_hash=body_hash)


def _kept(value: str, known: str, longest: int) -> str:
    """The validator to send next time. A cut one would match nothing, so a long one is forgotten."""
    return (value or known) if len(value) <= longest else ""


def failed(request: FetchRequest, error: str, trouble: Trouble = Trouble.OTHER) -> FetchResult:
    """A fetch without an answer; the validators stay what they were."""
    return FetchResult(
        request=request,
        outcome=Outcome.FAILED,
        body_hash=request.body_hash,
        etag=request.etag,
        last_modified=request.last_modified,
        error=error,
        trouble=trouble,
    )


def postponed(request: FetchRequest, seconds: float) -> FetchResult:
    """Nothing was asked: another address of the domain was told to wait, and this one waits with it."""
    sentence = _("the publisher asked to wait; the next try is in %(minutes)d minutes") % {
        "minutes": max(1, round(seconds / 60))
    }
    return replace(failed(request, sentence), outcome=Outcome.POSTPONED, retry_after_s=max(1, round(seconds)))
