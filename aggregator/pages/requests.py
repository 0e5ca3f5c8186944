"""Who asks: requests whose user has a type, and the two doors of the views."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from aggregator.accounts.models import User

P = ParamSpec("P")
LAST_PAGE = 200  # nobody scrolls 4,000 cards; a larger number is a mistake or a robot


class PageRequest(HttpRequest):
    """A request that anybody may make."""

    user: User | AnonymousUser
    htmx: HtmxDetails


class ReaderRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


def public(view: Callable[Concatenate[PageRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for everybody, signed in or not."""

    @wraps(view)
    def call(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(cast("PageRequest", request), *args, **kwargs)

    return login_not_required(call)


def reader_only(view: Callable[Concatenate[ReaderRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for people who are signed in; others sign in first and come back to a page, never to an act."""

    @wraps(view)
    def call(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(cast("ReaderRequest", request), *args, **kwargs)
        return _sign_in_first(cast("PageRequest", request))

    return login_not_required(call)


def _sign_in_first(request: PageRequest) -> HttpResponse:
    """To the sign-in page, with the page they were on as the place to return to."""
    messages.info(request, _("Sign in first: it takes an e-mail address and a password."))
    back = request.get_full_path() if request.method == "GET" else came_from(request)
    address = f"{resolve_url('account_login')}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)


def came_from(request: PageRequest | ReaderRequest, otherwise: str = "") -> str:
    """The page of ours that a form was sent from; never an address of another site."""
    place = request.POST.get("next", "")
    if place.startswith("/") and url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        return place
    return otherwise or reverse("home")


def visitor_of(request: PageRequest) -> str:
    """A random key that tells one stranger's pages from another's; empty for readers."""
    if request.user.is_authenticated:
        return ""
    if "visitor" not in request.session:
        request.session["visitor"] = secrets.token_urlsafe(16)
    return str(request.session["visitor"])


def number(text: str | None, *, low: int = 0, high: int = 2**31 - 1) -> int | None:
    """A whole number between low and high, or None: query strings hold anything."""
    if not text or not text.isascii() or not text.isdigit():
        return None
    digits = text.lstrip("0") or "0"
    return high if len(digits) > len(str(high)) else min(max(int(digits), low), high)


def onward(request: PageRequest | ReaderRequest, page: int | None) -> str:
    """The address of another page of the same list; empty without one."""
    if page is None:
        return ""
    asked = request.GET.copy()
    asked["page"] = str(page)
    return f"?{asked.urlencode()}"


def page_of(request: PageRequest | ReaderRequest) -> int:
    """The page asked for, from 0; nonsense is the first page, too far is the last."""
    return number(request.GET.get("page"), high=LAST_PAGE) or 0
