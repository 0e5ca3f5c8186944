"""An address that only takes what a form sends, typed into a browser: a page in words instead of an empty one."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SAFE = frozenset({"GET", "HEAD"})


def say_so(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Programs get the bare 405 with its Allow header as before; so do posts to pages."""

    def call(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        is_bare = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.streaming
        if not (is_bare and request.method in SAFE and request.accepts("text/html")):
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response.get("Allow", "POST")
        return page

    return call
