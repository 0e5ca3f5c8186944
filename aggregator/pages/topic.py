"""One topic, chosen for the reader as the front page is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages import rail
from aggregator.pages.follow import follows_topic
from aggregator.pages.home import serve, slate_context
from aggregator.pages.requests import PageRequest, public
from feeds.models import Topic


@public
@require_safe
@vary_on_headers("HX-Request")
def topic(request: PageRequest, slug: str) -> HttpResponse:
    """A slate of one topic."""
    subject = get_object_or_404(Topic, slug=slug)
    context = slate_context(request, serve(request, topic_id=subject.pk))
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    if not context["cards"]:
        context["newsroom"] = rail.newsroom()
    followed = follows_topic(request.user.pk, subject.pk)
    return render(request, "pages/topic.html", {**context, "topic": subject, "followed": followed})
