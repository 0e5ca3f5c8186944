"""The language of the pages: what a person chose, else what their browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.accounts.models import User
from aggregator.pages.requests import PageRequest, came_from, public

_A_YEAR = 365 * 86_400  # seconds: longer is more than browsers keep a cookie


@require_POST
@public
@limit("language", per_minute=30)
def choose(request: PageRequest) -> HttpResponse:
    """Speak this language from now on, in this browser, and to this person everywhere. Another one changes nothing."""
    response = HttpResponseRedirect(came_from(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _remember(response, language)
        if isinstance(request.user, User) and request.user.language != language:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


def spoken(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Who signed in on another device is spoken to as they chose; this browser remembers it."""

    def call(request: HttpRequest) -> HttpResponse:
        language = _of_the_reader(request)
        if not language:
            return answer(request)
        translation.activate(language)
        response = answer(request)
        _remember(response, language)
        return response

    return call


def _of_the_reader(request: HttpRequest) -> str:
    """What was chosen elsewhere. A browser that was told already asks nobody, and a stranger has no row to ask."""
    told = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    if told or settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return ""
    return request.user.language if request.user.language in dict(settings.LANGUAGES) else ""


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
