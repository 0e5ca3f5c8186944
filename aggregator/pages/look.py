"""How pages look to whoever asks: read for every page, and changed in one small form."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from aggregator.accounts.limits import limit
from aggregator.accounts.look import CHOICES, Look, Theme, parse
from aggregator.pages.forms import LookForm
from aggregator.pages.requests import PageRequest, came_from, public

COOKIE = "look"
COOKIE_SECONDS = 365 * 24 * 3600  # whoever comes once a year still finds the page as they left it
PAPER = {
    "light": "#fbfaf6",
    "dark": "#141311",
}  # tokens.css; the bar of a phone's browser takes it from the page's head
_OWN = Look()


class Worn(NamedTuple):
    """A look as the head of a page wears it. On the page when it is sent, so that nothing flashes."""

    attributes: SafeString
    colours: SafeString


def look_of(request: HttpRequest) -> Look:
    """The reader's own, else what this browser keeps."""
    chosen = getattr(getattr(request, "user", None), "look", "")
    return parse(chosen or request.COOKIES.get(COOKIE, ""))


def worn(look: Look) -> Worn:
    """What base.html prints of it; of the site's own look nothing but both colours."""
    said = [(name, word) for name, word, usual in zip(CHOICES, look, _OWN, strict=True) if word != usual]
    return Worn(format_html_join("", ' data-{}="{}"', said), _colours(look.theme))


def _colours(theme: str) -> SafeString:
    if theme != Theme.SYSTEM:
        return format_html('<meta name="theme-color" content="{}">', PAPER[theme])
    line = '<meta name="theme-color" media="(prefers-color-scheme: {})" content="{}">'
    return format_html_join("\n  ", line, PAPER.items())


@public
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@limit("look", per_minute=60)
def look(request: PageRequest) -> HttpResponse:
    """The form, by itself where a page shows it in place; and what was chosen, kept."""
    form = LookForm(request.POST) if request.method == "POST" else LookForm(initial=look_of(request)._asdict())
    if form.is_bound and form.is_valid():
        return _kept(request, Look(**form.cleaned_data))
    template = "pages/_look.html" if request.htmx else "pages/look.html"
    return render(request, template, {"form": form}, status=422 if form.is_bound else 200)


def _kept(request: PageRequest, chosen: Look) -> HttpResponse:
    """A reader's is on every device of theirs; the cookie has it, too, for this browser when nobody is signed in."""
    if request.user.is_authenticated:
        request.user.look = chosen.stored()
        request.user.save(update_fields=["look"])
    if request.htmx:
        answer = HttpResponse(status=204)
    else:
        messages.success(request, _("Noted: all pages look so from now on."))
        answer = HttpResponseRedirect(came_from(request))
    answer.set_cookie(
        COOKIE,
        chosen.stored(),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
