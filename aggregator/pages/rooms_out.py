"""A topic, a creator and a story as feeds: the newest of each, as its page has it for everybody."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.pages import out
from aggregator.pages.follow import creator_of
from aggregator.pages.requests import PageRequest, public
from feeds.models import Article, Story, Topic
from feeds.querysets import ArticleQuerySet


@public
@require_safe
def topic_out(request: PageRequest, slug: str) -> HttpResponse:
    """The newest of a topic, or of a part of one."""
    topic = get_object_or_404(Topic, slug=slug)
    articles = Article.objects.shown().filter(Q(topic=topic) | Q(subtopic=topic))
    return _document(request, articles, _(topic.name), reverse("topic", args=[slug]))


@public
@require_safe
def creator_out(request: PageRequest, public_id: str) -> HttpResponse:
    """What somebody posted last."""
    person = creator_of(public_id)
    articles = Article.objects.shown().filter(creator=person)
    return _document(request, articles, str(person), reverse("creator", args=[public_id]))


@public
@require_safe
def story_out(request: PageRequest, story_id: int) -> HttpResponse:
    """What was told last of an event. A story nobody may read yet does not exist."""
    story = get_object_or_404(Story, pk=story_id)
    if story.merged_into_id is not None:
        return redirect("story-out", story.merged_into_id, permanent=True)
    articles = Article.objects.shown().filter(story=story)
    first = articles.order_by("published_at", "pk").values_list("title", flat=True).first()
    if first is None:
        raise Http404
    return _document(request, articles, first, reverse("story", args=[story_id]))


def _document(request: PageRequest, articles: ArticleQuerySet, name: str, page: str) -> HttpResponse:
    title = _("%(name)s on %(site)s") % {"name": name, "site": settings.SITE_NAME}
    about = out.About(title=title, link=page, description=_("The newest articles."))
    return out.document(request, list(articles.with_card().newest()[: out.LENGTH]), about, kind="atom")
