"""Articles by their words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.accounts.limits import limit
from aggregator.pages.listing import LENGTH, printed
from aggregator.pages.requests import PageRequest, page_of, public
from ranking import search as finder


@public
@require_safe
@limit("search", per_minute=60, reads=True)
@vary_on_headers("HX-Request")
def search(request: PageRequest) -> HttpResponse:
    """Best first; an empty box says what can be searched."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[: finder.WORDS_MOST]
    offset = page_of(request) * LENGTH
    found = finder.search(words, now=timezone.now(), limit=LENGTH + 1, offset=offset) if words else []
    context = {**printed(request, found), "q": words}
    return render(request, "pages/_slate.html" if request.htmx else "pages/search.html", context)
