"""Everything that a reader follows, on one page: how each feed is doing, and the button that ends it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from aggregator.pages.requests import ReaderRequest, reader_only
from feeds.health import with_health
from feeds.models import Feed, Subscription


class Followed(NamedTuple):
    """One of them: its name, its page, where its button posts; the feed whose health is to be told, if it is one."""

    name: str
    page: str
    action: str
    feed: Feed | None = None


KINDS: dict[str, str | Promise] = {
    "feed": gettext_lazy("Publishers"),
    "topic": gettext_lazy("Topics"),
    "creator": gettext_lazy("Creators"),
    "story": gettext_lazy("Stories"),
}


@reader_only
@require_safe
def followed(request: ReaderRequest) -> HttpResponse:
    """By kind, each by name. Feeds in trouble say so in words."""
    mine = Subscription.objects.filter(reader=request.user).select_related("topic", "creator", "story")
    rows = list(mine.order_by("pk"))
    feeds = with_health(Feed.objects.select_related("duplicate_of"), now=timezone.now())
    by_id = feeds.in_bulk([it.feed_id for it in rows if it.feed_id])
    groups: dict[str, list[Followed]] = {kind: [] for kind in KINDS}
    for row in rows:
        kind, one = _one(row, by_id)
        groups[kind].append(one)
    sections = [(KINDS[kind], sorted(some, key=lambda it: it.name.casefold())) for kind, some in groups.items() if some]
    return render(request, "pages/followed.html", {"sections": sections, "count": len(rows)})


def _one(row: Subscription, feeds: Mapping[int, Feed]) -> tuple[str, Followed]:
    if row.feed_id is not None:
        feed = feeds[row.feed_id]
        return "feed", Followed(
            str(feed), reverse("feed", args=[feed.pk]), reverse("follow-feed", args=[feed.pk]), feed
        )
    if row.topic is not None:
        slug = row.topic.slug
        return "topic", Followed(_(row.topic.name), reverse("topic", args=[slug]), reverse("follow-topic", args=[slug]))
    if row.creator is not None:
        key = row.creator.public_id
        return "creator", Followed(
            str(row.creator), reverse("creator", args=[key]), reverse("follow-creator", args=[key])
        )
    assert row.story is not None  # subscription_to_exactly_one_thing
    whole = row.story.merged_into_id or row.story.pk
    return "story", Followed(str(row.story), reverse("story", args=[whole]), reverse("follow-story", args=[whole]))
