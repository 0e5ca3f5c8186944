"""Feeds in the operator's hands: all of them, worst first; one with its fetches; try, pause, resume."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.celery import app
from aggregator.ops import full_text, hubs, listed
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.fetches import rows_of
from feeds.ask import ask, ask_all, is_asked
from feeds.health import rhythm_of, stories_of
from feeds.health.plan import busy, plan, published
from feeds.models import Feed, Subscription

FEEDS_A_PAGE = 50
FETCHES = 30  # a day of a busy feed, a month of a quiet one


@operator_only
@require_safe
def feeds(request: OperatorRequest) -> HttpResponse:
    """All feeds, those in trouble first; by state, by words of title or address."""
    now = timezone.now()
    wanted, words = request.GET.get("state", ""), request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = listed.feeds(wanted, words, now=now)
    page = Paginator(found, FEEDS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "feeds": page,
        "followers": listed.followers(page.object_list),
        "states": listed.states(wanted, now=now),
        "state": wanted,
        "q": words,
    }
    return render(request, "ops/feeds.html", context)


@operator_only
@require_safe
def feed(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """One feed: how it is, why it is fetched when it is, its last fetches. Asks for itself while a fetch is awaited."""
    found = get_object_or_404(Feed.objects.select_related("topic", "added_by", "duplicate_of"), pk=feed_id)
    is_poll = request.headers.get("HX-Request") == "true"
    if is_poll and is_asked(found):
        return render(request, "ops/_asked.html", {"feed": found})
    answer = render(request, "ops/_feed.html" if is_poll else "ops/feed.html", _about(found) | {"is_news": is_poll})
    if is_poll:  # what was asked for is there: not the waiting line alone but the whole feed is shown anew
        answer["HX-Retarget"], answer["HX-Reswap"] = "#feed", "outerHTML"
    return answer


def _about(found: Feed) -> dict[str, object]:
    now = timezone.now()
    rhythm = rhythm_of(found, now=now)
    return {
        "feed": found,
        "is_asked": is_asked(found),
        "fetches": rows_of(found.fetches.order_by("-fetched_at", "-pk")[:FETCHES]),
        "articles": found.sightings.filter(article__isnull=False).count(),
        "followers": Subscription.objects.filter(feed=found).count(),
        "rhythm": rhythm,
        "published": published(rhythm),
        "busy": busy(rhythm),
        "stories": stories_of(found, now=now),
        "pushing": hubs.pushing(found, now=now),
        "texts": full_text.about(found, now=now),
        "plan": plan(
            because=found.because,
            last_at=found.last_fetched_at,
            next_at=found.next_fetch_at,
            rhythm=rhythm,
            ttl_minutes=found.ttl_minutes,
        ),
    }


@operator_only
@require_POST
@limit("ops", per_minute=30)
def retry(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """Have one feed fetched now, unless its publisher asked to wait; its page then waits for the result."""
    found = get_object_or_404(Feed, pk=feed_id)
    with transaction.atomic():
        refusal = ask(found, now=timezone.now())
        # Only a nudge: the sweep finds the row without it.
        transaction.on_commit(lambda: app.send_task("feeds.crawl_asked", kwargs={"feed_id": feed_id}), robust=True)
    if refusal:
        messages.warning(request, refusal)
    return redirect("ops-feed", feed_id=found.pk)


@operator_only
@require_POST
@limit("ops", per_minute=30)
def retry_all(request: OperatorRequest) -> HttpResponse:
    """Have every feed fetched now that cannot be reached."""
    with transaction.atomic():
        count = ask_all(Feed.objects.unreachable(), now=timezone.now())
        transaction.on_commit(lambda: app.send_task("feeds.crawl_due"), robust=True)
    said = ngettext("%(count)d feed is fetched again.", "%(count)d feeds are fetched again.", count)
    messages.success(request, said % {"count": count})
    return redirect("ops")


@operator_only
@require_POST
@limit("ops", per_minute=30)
def pause(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """Fetch it no more; its articles stay."""
    found = get_object_or_404(Feed, pk=feed_id)
    if Feed.objects.active().filter(pk=found.pk).update(state=Feed.State.PAUSED):
        messages.success(request, _("%(feed)s is paused.") % {"feed": found})
    return redirect("ops-feed", feed_id=found.pk)


@operator_only
@require_POST
@limit("ops", per_minute=30)
def resume(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """Fetch it again, from the next sweep on."""
    found = get_object_or_404(Feed, pk=feed_id)
    paused = Feed.objects.filter(pk=found.pk, state=Feed.State.PAUSED)
    if paused.update(state=Feed.State.ACTIVE, next_fetch_at=timezone.now()):
        messages.success(request, _("%(feed)s is fetched again from now on.") % {"feed": found})
    return redirect("ops-feed", feed_id=found.pk)
