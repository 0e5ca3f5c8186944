"""What the moderators' pages print, each gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator

from feeds.models import Article, Comment
from feeds.querysets import ArticleQuerySet
from feeds.revisions import Edit, since
from moderation.marks import Marked, marks
from moderation.models import Assessment, Decision, ReviewItem

ROWS = 50  # as many rows as anybody scrolls; the most urgent come first and the rest follow as these are decided
COMMENTS = 50
DECISIONS = 100
OTHERS = 5  # tellings of the same event: enough to see who agrees with whom


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the queue, and the other moderator who has it now."""

    item: ReviewItem
    holder: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The left pane: what waits, the most urgent first."""

    rows: Sequence[Row]
    count: int
    more: int  # items after the last row
    top_priority: float  # a full bar
    held: ReviewItem | None  # what this moderator has taken already
    latest: Decision | None  # what this moderator decided last, to decide again


@dataclass(frozen=True, slots=True)
class Case:
    """The middle and right panes: one item with everything there is to judge by."""

    item: ReviewItem
    article: Article
    marked: Marked
    assessment: Assessment | None
    is_stale: bool  # the assessment is about an earlier text
    comments: Sequence[Comment]
    others: Sequence[Article]  # who else tells of the same event
    history: Sequence[Decision]
    edit: Edit | None  # what changed since the last decision, or since the first version
    is_mine: bool
    holder: str  # the other moderator who has it now
    left: timedelta  # of this moderator's lease

    @property
    def seconds_left(self) -> int:
        """For the bar that runs down."""
        return round(self.left.total_seconds())

    @property
    def clock(self) -> str:
        """Minutes and seconds left."""
        return f"{self.seconds_left // 60}:{self.seconds_left % 60:02}"


def waiting(moderator_id: int, *, now: datetime) -> Waiting:
    """What waits now (4 queries)."""
    items = ReviewItem.objects.open()
    shown = list(items.most_urgent().with_row()[:ROWS])
    count = items.count()
    return Waiting(
        rows=[Row(item, _holder(item, moderator_id, now)) for item in shown],
        count=count,
        more=max(0, count - ROWS),
        top_priority=max([1.0, *(item.priority for item in shown)]),
        held=items.held_by(moderator_id, now).select_related("article").first(),
        latest=Decision.objects.filter(moderator_id=moderator_id).newest().select_related("article").first(),
    )


def case(item_id: int, moderator_id: int, *, now: datetime) -> Case:
    """One item (4 queries; 1 more each for edits and for a story). Raises ReviewItem.DoesNotExist."""
    item = ReviewItem.objects.select_related(
        "article__feed", "article__creator", "article__topic", "article__story", "leased_by"
    ).get(pk=item_id)
    article = item.article
    assessment = Assessment.objects.newest_of(article.pk)
    is_stale = assessment is not None and assessment.content_hash != article.content_hash
    spans = assessment.found_spans() if assessment is not None and not is_stale else ()
    is_mine = item.closed_at is None and item.is_leased_to(moderator_id, now)
    history = list(Decision.objects.of(article.pk).select_related("moderator")[:DECISIONS])
    decided_on = next((one.content_hash for one in history if one.content_hash), "")
    comments = Comment.objects.visible().filter(article=article).select_related("author")
    return Case(
        item=item,
        article=article,
        marked=marks(article.title, article.text, spans),
        assessment=assessment,
        is_stale=is_stale,
        comments=list(comments.order_by("-created_at", "-pk")[:COMMENTS]),
        others=list(_others(article)[:OTHERS]) if article.story_id else (),
        history=history,
        edit=since(article, decided_on) if article.edited_at else None,
        is_mine=is_mine,
        holder=_holder(item, moderator_id, now),
        left=item.leased_until - now if is_mine and item.leased_until else timedelta(),
    )


def _others(article: Article) -> ArticleQuerySet:
    """What other publishers say of the same event, also what readers do not get."""
    told = Article.objects.filter(story=article.story_id)
    owner = {"feed": article.feed_id} if article.feed_id is not None else {"creator": article.creator_id}
    return told.exclude(**owner).select_related("feed", "creator").newest()


def _holder(item: ReviewItem, moderator_id: int, now: datetime) -> str:
    is_anothers = item.is_leased(now) and item.leased_by_id != moderator_id
    return str(item.leased_by) if is_anothers else ""


def log(*, page: int | str) -> Page[Decision]:
    """The newest decisions (2 queries); a page too far is the last one."""
    return Paginator(Decision.objects.newest().with_words(), DECISIONS).get_page(page)
