"""How often one person may write. The counts are in the cache, so that every web process knows them."""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def limit(
    act: str, *, per_minute: int = 0, per_hour: int = 0, reads: bool = False
) -> Callable[[Callable[Concatenate[R, P], HttpResponse]], Callable[Concatenate[R, P], HttpResponse]]:
    """A view that writes `act` so often and no more, for each person or, signed out, each address.

    Above it the answer is 429 with Retry-After and a sentence. Reading the same view is counted only with `reads`.
    """

    def decorate(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
        @wraps(view)
        def call(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            is_free = request.method in SAFE and not reads
            wait = 0 if is_free else seconds_to_wait(request, act, per_minute=per_minute, per_hour=per_hour)
            return _too_often(request, wait) if wait else view(request, *args, **kwargs)

        return call

    return decorate


def seconds_to_wait(request: HttpRequest, act: str, *, per_minute: int = 0, per_hour: int = 0) -> int:
    """Count one more `act` of whoever asks: 0, or in how many seconds they may do it again. For views that keep what
    was typed.
    """
    key, now = f"limit:{act}:{_who(request)}", time.time()
    windows = [(seconds, most) for seconds, most in ((60, per_minute), (3600, per_hour)) if most]
    waits = [int(seconds - now % seconds) + 1 for seconds, most in windows if _count(key, seconds, now) > most]
    return max(waits, default=0)


def _count(key: str, seconds: int, now: float) -> int:
    window = f"{key}:{seconds}:{int(now // seconds)}"
    cache.add(window, 0, timeout=seconds)
    try:
        return cache.incr(window)
    except ValueError:  # the window ended between the two calls
        return 1


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"address:{network_of(client_address(request))}"


def client_address(request: HttpRequest) -> str:
    """The address that asks; behind our proxy the one it saw, never what the client wrote in front of it."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """An IPv6 customer has a whole /64 to write from, so that is what is counted; other addresses as they are."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return parsed.exploded[:19]
    return str(parsed)


def block_of(request: HttpRequest) -> str:
    """A key of the network that asks, another one each day: it tells two networks apart and no address from it."""
    salt = f"{int(time.time() // 86_400)}:{settings.SECRET_KEY}".encode()
    network = network_of(client_address(request)).encode()
    return hashlib.blake2b(network, key=hashlib.sha256(salt).digest(), digest_size=12).hexdigest()


def in_words(wait: int) -> str:
    """The sentence for whoever has to wait so many seconds."""
    return ngettext(
        "That was very often. Try again in %(count)d second.",
        "That was very often. Try again in %(count)d seconds.",
        wait,
    ) % {"count": wait}


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    sentence = in_words(wait)
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "_toast.html" if is_fragment else "429.html"
    answer = render(request, template, {"text": sentence, "sentence": sentence}, status=429)
    answer["Retry-After"] = str(wait)
    return answer
