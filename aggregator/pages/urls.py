"""Addresses of the reader's pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_not_required
def _soon(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    return render(request, "base.html")


_ROUTES = {
    "home": "",
    "following": "following/",
    "topic": "topics/<slug:slug>/",
    "feed": "feeds/<int:feed_id>/",
    "article": "articles/<int:article_id>/",
    "story": "stories/<int:story_id>/",
    "search": "search/",
    "saved": "saved/",
    "latest": "feed.xml",
    "welcome": "welcome/",
    "you": "you/",
    "event": "events/",
}
urlpatterns = [path(route, _soon, name=name) for name, route in _ROUTES.items()]
