"""What stands in one digest: the reader's own first articles, one beyond their usual, their stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from aggregator.notifications import wishes
from aggregator.notifications.kinds import Kind
from aggregator.notifications.lines import own
from aggregator.notifications.models import DigestIssue, DigestPlan, Notification
from feeds.models import Article
from ranking.recommend import Made, preview
from ranking.shown import shown
from ranking.types import Placed, SlotKind

ARTICLES = 7  # read over a coffee; who wants more opens the site
STORIES = 5
NOT_AGAIN = timedelta(days=14)  # what stood in an issue of then is not in this one
# A site that stood still, or a mail server that was away, costs no article: as far back as the window of pages.
_SINCE = {DigestPlan.Every.DAY: timedelta(days=1, hours=12), DigestPlan.Every.WEEK: timedelta(days=8)}


@dataclass(frozen=True, slots=True)
class Content:
    """One digest as it is printed."""

    articles: Sequence[Article]
    beyond: Article | None
    stories: Sequence[Notification]
    others: int  # lines of other kinds that are new

    @property
    def is_empty(self) -> bool:
        """There is nothing to write about."""
        return not (self.articles or self.beyond or self.stories or self.others)


def make(plan: DigestPlan, *, now: datetime, rng: Random) -> DigestIssue:
    """Choose the articles and write down why, before anything is sent. The same slot gives the same issue."""
    made = preview(plan.reader_id, now=now, rng=rng)
    before = _before(plan.reader_id, now)
    since = now - _SINCE[DigestPlan.Every(plan.every)]
    fresh = [it for it in made.placed if _is_new(it, made, since) and it.valued.candidate.article_id not in before]
    personal = [it for it in fresh if it.kind == SlotKind.PERSONAL][:ARTICLES]
    beyond = [it for it in fresh if it.kind == SlotKind.HORIZON][:1]
    issue, _is_first = DigestIssue.objects.get_or_create(
        reader_id=plan.reader_id,
        slot_at=plan.slot_at,
        defaults={
            "made_at": now,
            "heads": made.heads,
            "weights": made.weights,
            "seed": made.seed,
            "places": [_place(it) for it in (*personal, *beyond)],
        },
    )
    return issue


def content(issue: DigestIssue, plan: DigestPlan, *, now: datetime) -> Content:
    """What is printed: of the articles those that readers may be shown at this moment."""
    still = shown([it["article"] for it in issue.places])
    found = [(still[it["article"]], it["kind"]) for it in issue.places if it["article"] in still]
    mailed = wishes.of(plan.reader_id).mailed
    news = own(plan.reader_id).filter(read_at=None, told_at__gt=now - _SINCE[DigestPlan.Every(plan.every)])
    stories = news.filter(kind=Kind.STORY).order_by("-told_at", "-pk") if Kind.STORY in mailed else ()
    return Content(
        articles=[article for article, kind in found if kind == SlotKind.PERSONAL],
        beyond=next((article for article, kind in found if kind == SlotKind.HORIZON), None),
        stories=list(stories[:STORIES]),
        others=news.filter(kind__in=set(mailed) - {Kind.STORY}).count(),
    )


def _before(reader_id: int, now: datetime) -> set[int]:
    issues = DigestIssue.objects.filter(reader=reader_id, slot_at__gt=now - NOT_AGAIN)
    return {place["article"] for places in issues.values_list("places", flat=True) for place in places}


def _is_new(it: Placed, made: Made, since: datetime) -> bool:
    article = made.articles.get(it.valued.candidate.article_id)
    return article is not None and article.published_at > since


def _place(it: Placed) -> dict[str, object]:
    """As an impression has it, so that what a digest brought can be weighed by its chances."""
    return {
        "article": it.valued.candidate.article_id,
        "slot": it.slot,
        "kind": it.kind.value,
        "propensity": it.propensity,
        "pool_size": it.pool_size,
        "policy": str(it.policy),
        "value": round(it.valued.value, 6),
        "terms": {name: round(float(term), 6) for name, term in it.valued.terms.items()},
    }
