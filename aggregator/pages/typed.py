"""What somebody typed after their session had ended: it waits in the new one until they have signed in."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from aggregator.pages.requests import PageRequest, ReaderRequest

_KEY = "typed"
MOST = 4000  # characters, the longest comment


def sign_in_first(request: PageRequest, words: str, back: str) -> HttpResponse:
    """To the sign-in page, and from there to the page `back`, where the form has the words again."""
    if words:
        request.session[_KEY] = [request.path, words[:MOST]]
        messages.info(request, _("Sign in first: what you typed is kept."))
    address = f"{resolve_url('account_login')}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)


def typed_for(request: PageRequest | ReaderRequest, path: str) -> str:
    """What they typed into the form that posts to this path; once."""
    if not request.user.is_authenticated:
        return ""
    known = request.session.get(_KEY)
    if not known or known[0] != path:
        return ""
    del request.session[_KEY]
    return str(known[1])
