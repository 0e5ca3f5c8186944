"""One event, as each publisher told it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from aggregator.pages import cards
from aggregator.pages.compared import compared
from aggregator.pages.follow import follows_story
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.sharing import share_of_page
from feeds.models import Article, Story

LENGTH = 60  # articles of one event; beyond it a reader wants the search


@public
@require_safe
def story(request: PageRequest, story_id: int) -> HttpResponse:
    """Its articles in the order they were published. A story nobody may read yet does not exist."""
    event = get_object_or_404(Story, pk=story_id)
    if event.merged_into_id is not None:
        return redirect("story", event.merged_into_id, permanent=True)
    articles = list(Article.objects.shown().filter(story=event).with_card().order_by("published_at", "pk")[:LENGTH])
    if not articles:
        raise Http404
    context = {
        "story": event,
        "headline": articles[0].title,
        "cards": cards.of_articles(articles, reader_id=request.user.pk),
        "publishers": len({(one.feed_id, one.creator_id) for one in articles}),
        "compared": compared(articles),
        "share": share_of_page(request, articles[0].title, articles[0].summary),
        "first": articles[0],
        "latest": articles[-1],
        "is_followed": follows_story(request.user.pk, event.pk),
    }
    return render(request, "pages/story.html", context)
