"""Whether the pages of a feed's articles are asked for their whole text, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.forms import FullTextForm
from feeds.models import Feed, Page

LATELY = timedelta(days=30)
LARGE = ("article__html", "article__text", "article__search")
SHOWN = 5  # pages without a text; their reasons repeat themselves


@dataclass(frozen=True, slots=True)
class FullText:
    """What the operator's page of a feed says: why, how many pages of a month ended how, the last without a text."""

    form: FullTextForm
    sentence: str
    counts: Sequence[tuple[str, int]]
    without: Sequence[Page]


def about(feed: Feed, *, now: datetime) -> FullText:
    """Two queries."""
    lately = feed.pages.filter(asked_at__gt=now - LATELY)
    counted = dict(lately.values_list("state").annotate(Count("pk")).order_by("state"))
    ended = lately.exclude(state=Page.State.TAKEN).exclude(reason="").select_related("article").defer(*LARGE)
    return FullText(
        form=FullTextForm(initial={"full_text": feed.full_text}),
        sentence=_why(feed),
        counts=[(str(label), counted[state]) for state, label in Page.State.choices if state in counted],
        without=list(ended.order_by("-asked_at", "-pk")[:SHOWN]),
    )


def _why(feed: Feed) -> str:
    if feed.full_text == Feed.FullText.ALWAYS:
        return _("The pages of all new articles are asked for, because an operator said so.")
    if feed.full_text == Feed.FullText.NEVER:
        return _("No page is asked for, because an operator said so.")
    if feed.teaser_percent is None:
        return _("Its document has too few entries to tell teasers from whole texts; no page is asked for.")
    share = {"percent": feed.teaser_percent}
    if feed.wants_pages:
        return _("%(percent)d %% of its entries are teasers: the pages of new ones are asked for.") % share
    return _("%(percent)d %% of its entries are teasers: it gives whole texts, and no page is asked for.") % share


@operator_only
@require_POST
@limit("ops", per_minute=30)
def choose(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """Change the option, for articles from now on."""
    found = get_object_or_404(Feed, pk=feed_id)
    form = FullTextForm(request.POST)
    if form.is_valid():
        found.full_text = form.cleaned_data["full_text"]
        found.save(update_fields=["full_text"])
        messages.success(request, _("This goes for new articles of %(feed)s.") % {"feed": found})
    else:
        messages.error(request, _("Choose one of the three."))
    return redirect("ops-feed", feed_id=found.pk)
