"""Follow a feed, a topic or a story, or stop: one form, with and without JavaScript. Adding a feed of one's own."""

from collections.abc import Mapping
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aggregator.accounts.limits import limit
from aggregator.accounts.models import User
from aggregator.notifications import stories
from aggregator.pages import undo
from aggregator.pages.forms import AddFeedForm
from aggregator.pages.impressions import LARGEST, impression_of
from aggregator.pages.requests import ReaderRequest, came_from, number, reader_only
from aggregator.pages.seat import is_private
from feeds.models import Article, Feed, Story, Subscription, Topic
from ranking.events import record_follow


def follows_feed(reader_id: int | None, feed_id: int) -> bool:
    """The reader follows this feed; a stranger follows nothing."""
    return reader_id is not None and Subscription.objects.filter(reader_id=reader_id, feed_id=feed_id).exists()


def follows_topic(reader_id: int | None, topic_id: int) -> bool:
    """The reader follows this topic; a stranger follows nothing."""
    return reader_id is not None and Subscription.objects.filter(reader_id=reader_id, topic_id=topic_id).exists()


def creator_of(public_id: str) -> User:
    """Whoever posts under this key; 404 for readers, who have no page, and for accounts that are closed."""
    try:
        key = UUID(public_id)
    except ValueError as error:
        raise Http404 from error
    person = get_object_or_404(User, public_id=key, is_active=True)
    if not person.is_creator and not Article.objects.reachable().filter(creator=person).exists():
        raise Http404
    return person


def follows_creator(reader_id: int | None, creator_id: int) -> bool:
    """The reader follows whoever posts; a stranger follows nothing."""
    return reader_id is not None and Subscription.objects.filter(reader_id=reader_id, creator_id=creator_id).exists()


def follows_story(reader_id: int | None, story_id: int) -> bool:
    """The reader follows this story; a stranger follows nothing."""
    return reader_id is not None and Subscription.objects.filter(reader_id=reader_id, story_id=story_id).exists()


@require_POST
@reader_only
@limit("follow", per_minute=60)
def follow_feed(request: ReaderRequest, feed_id: int) -> HttpResponse:
    """Follow this feed, or stop."""
    feed = get_object_or_404(Feed, pk=feed_id)
    return _toggle(request, str(feed), feed=feed)


@require_POST
@reader_only
@limit("follow", per_minute=60)
def follow_topic(request: ReaderRequest, slug: str) -> HttpResponse:
    """Follow this topic, or stop."""
    topic = get_object_or_404(Topic.objects.first_level(), slug=slug)
    return _toggle(request, _(topic.name), topic=topic)


@require_POST
@reader_only
@limit("follow", per_minute=60)
def follow_creator(request: ReaderRequest, public_id: str) -> HttpResponse:
    """Follow this creator, or stop; nobody follows themselves."""
    creator = creator_of(public_id)
    if creator.pk == request.user.pk:
        raise Http404
    return _toggle(request, str(creator), creator=creator)


@require_POST
@reader_only
@limit("follow", per_minute=60)
def follow_story(request: ReaderRequest, story_id: int) -> HttpResponse:
    """Hear when more is told of this event, or stop. It is no taste: what is learnt stays as it is."""
    story = get_object_or_404(Story, pk=story_id, merged_into=None)
    wanted = request.POST.get("undo") != "1"
    (stories.follow if wanted else stories.leave)(request.user.pk, story.pk)
    # not by its title: that of its first article, which may be held by now
    return _button(request, _("this story"), wanted=wanted)


def _toggle(request: ReaderRequest, name: str, **thing: Feed | Topic | User) -> HttpResponse:
    """Do what the button said; pressing it twice changes nothing."""
    wanted = request.POST.get("undo") != "1"
    article_id = number(request.POST.get("article"), high=LARGEST)
    impression = None if article_id is None else impression_of(request, article_id)
    with transaction.atomic():
        subscription, is_news = _turned(request.user.pk, thing, wanted=wanted)
        if subscription is not None and is_news and not is_private(request):
            record_follow(
                reader_id=request.user.pk,
                feed_id=subscription.feed_id,
                topic_id=subscription.topic_id,
                creator_id=subscription.creator_id,
                since=None if wanted else subscription.created_at,
                article_id=article_id,
                impression_id=None if impression is None else impression.pk,
                now=timezone.now(),
            )
    if request.POST.get("from") == "card":
        return _said(request, name, article_id, wanted=wanted)
    key = None if impression is None else impression.pk
    return _button(request, name, wanted=wanted, article_id=article_id, i=key)


def _button(request: ReaderRequest, name: str, *, wanted: bool, **more: int | None) -> HttpResponse:
    """The button as it is now; without JavaScript, the page it was on."""
    if not request.htmx:
        back = came_from(request)
        if not wanted:
            text = _("You no longer follow %(name)s.") % {"name": name}
            undo.offer_undo(request, text, action=request.path, back=back, is_again=True)
        return HttpResponseRedirect(back)
    context = {"action": request.path, "followed": wanted, "name": name, **more}
    return render(request, "_follow.html", context)


def _said(request: ReaderRequest, name: str, article_id: int | None, *, wanted: bool) -> HttpResponse:
    """A card has no button that shows it: a toast says it, and takes it back."""
    text, back = _("You follow %(name)s.") % {"name": name}, came_from(request)
    fields = {"from": "card", "article": article_id, "i": request.POST.get("i")}
    toast = undo.Toast(text, request.path, next=back, fields=fields) if wanted else None
    if request.htmx:
        return render(request, "pages/_toasted.html", {"toast": toast})
    return undo.on_the_next_page(request, toast, back)


def _turned(
    reader_id: int, thing: Mapping[str, Feed | Topic | User], *, wanted: bool
) -> tuple[Subscription | None, bool]:
    """The subscription as it is or was, and whether this call made or ended it."""
    if wanted:
        return Subscription.objects.get_or_create(defaults=None, reader_id=reader_id, **thing)
    known = Subscription.objects.filter(reader_id=reader_id, **thing)
    subscription = known.select_for_update().first()
    return subscription, subscription is not None and bool(subscription.delete()[0])


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
@limit("add-feed", per_minute=10)
def add_feed(request: ReaderRequest) -> HttpResponse:
    """Follow an address: the wish is written down here, a worker looks at the address."""
    if request.method != "POST":  # a reload after a mistake, or the address typed
        return render(request, "pages/add_feed.html", {"form": AddFeedForm()})
    form = AddFeedForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/add_feed.html", {"form": form}, status=422)
    feed = _wished_for(request.user.pk, form.cleaned_data["url"])
    return redirect("feed", feed_id=feed.pk)


def _wished_for(reader_id: int, url: str) -> Feed:
    """The feed of this address, followed by the reader. A new one is due at once, and a worker is told."""
    now = timezone.now()
    with transaction.atomic():
        feed, is_new = Feed.objects.get_or_create(url=url, defaults={"next_fetch_at": now, "added_by_id": reader_id})
        Subscription.objects.get_or_create(reader_id=reader_id, feed=feed)
        if is_new:  # a lost nudge costs one sweep, so a broker that is away must not fail the page
            transaction.on_commit(lambda: current_app.send_task("feeds.crawl_due"), robust=True)
    return feed
