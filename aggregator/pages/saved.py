"""What the reader kept for later."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages.listing import LENGTH, printed
from aggregator.pages.marks import saved_ids
from aggregator.pages.requests import ReaderRequest, page_of, reader_only
from feeds.models import Article


@reader_only
@require_safe
@vary_on_headers("HX-Request")
def saved(request: ReaderRequest) -> HttpResponse:
    """Saved last first; what was removed since is left out."""
    ids = saved_ids(request.user.pk, offset=page_of(request) * LENGTH, limit=LENGTH + 1)
    articles = Article.objects.reachable().with_card().in_bulk(ids)
    context = printed(request, [articles[key] for key in ids if key in articles])
    return render(request, "pages/_slate.html" if request.htmx else "pages/saved.html", context)
