"""One topic: of the first level chosen for the reader as the front page is, of the second by time."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages import rail
from aggregator.pages.follow import follows_topic
from aggregator.pages.home import serve, slate_context
from aggregator.pages.listing import listing
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.sharing import share_of_page
from feeds.models import Article, Topic


@public
@require_safe
@vary_on_headers("HX-Request")
def topic(request: PageRequest, slug: str) -> HttpResponse:
    """A slate of one topic, or the newest of a part of it: ranking knows the first level only."""
    subject = get_object_or_404(Topic.objects.select_related("parent"), slug=slug)
    whole = subject.parent or subject
    if subject.parent is None:
        context = slate_context(request, serve(request, topic_id=subject.pk))
    else:
        context = listing(request, Article.objects.shown().filter(subtopic=subject).newest())
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    if not context["cards"]:
        context["newsroom"] = rail.newsroom()
    followed = follows_topic(request.user.pk, whole.pk)
    parts = Topic.objects.parts_of(whole.pk)
    share = share_of_page(request, _(subject.name))
    told = {"share": share, "topic": subject, "whole": whole, "parts": parts, "followed": followed}
    return render(request, "pages/topic.html", {**context, **told})
