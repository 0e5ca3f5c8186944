"""What the moderators' pages print, each gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from feeds.models import Article, Comment, Media
from feeds.querysets import ArticleQuerySet
from feeds.revisions import Edit, since
from moderation import undo
from moderation.copies import copies_of
from moderation.dossier import Record, Said, heard, record_of, similar
from moderation.marks import Marked, marks
from moderation.models import Appeal, Assessment, Decision, Report, ReviewItem
from moderation.narrow import ALL, Facet, Narrowed, facets
from moderation.reference_pages import Match, of_article
from moderation.snapshots import Earlier, earlier
from moderation.statement import Statement, statement
from moderation.sureness import of_dubious
from moderation.visibility import comments_for_moderators, for_moderators, second_look

ROWS = 50  # a page: as many rows as anybody scrolls; the most urgent come first
COMMENTS = 50
DECISIONS = 100
PICTURES = 6  # a gallery shows what it is in that many
OTHERS = 5  # tellings of the same event: enough to see who agrees with whom


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the queue, and the other moderator who has it now."""

    item: ReviewItem
    holder: str
    urgency: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """The left pane: what waits, the most urgent first."""

    rows: Sequence[Row]
    count: int
    page: Page[ReviewItem]
    top_urgency: float  # a full bar
    overdue: int  # held longer than a day without a decision; told to leads
    held: ReviewItem | None  # what this moderator has taken already
    latest: Decision | None  # what this moderator decided last, to decide again
    undoable: Sequence[Decision]  # what they decided just now in one act, and can take back
    undo_seconds: int  # left to do so
    narrowed: Narrowed
    facets: Sequence[Facet]  # by what it can be narrowed; none beside an item

    @property
    def more(self) -> int:
        """Items after the last row."""
        return self.page.paginator.count - self.page.end_index()


@dataclass(frozen=True, slots=True)
class Case:
    """The middle and right panes: one item with everything there is to judge by."""

    item: ReviewItem
    article: Article
    marked: Marked
    assessment: Assessment | None
    sureness: str  # how dubious, in words
    is_stale: bool  # the assessment is about an earlier text
    comments: Sequence[Said]  # those that doubt first
    doubting: int  # how many of them do
    record: Record  # of whoever published it
    similar: Sequence[Decision]  # on the articles nearest to it
    pictures: Sequence[Media]
    reports: Sequence[Report]  # what readers complain of; never by whom
    others: Sequence[Article]  # who else tells of the same event
    references: Sequence[Match]  # checked claims that it is about
    is_blind: bool  # a second look: nothing on the page may tell what was decided
    history: Sequence[Decision]
    earlier: Sequence[Earlier]  # texts that were reported or put before moderators, and that an edit replaced
    edit: Edit | None  # without such, what changed since the last decision, or since the first version
    copies: Sequence[ReviewItem]  # open items that say the same
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


def waiting(
    moderator_id: int,
    *,
    now: datetime,
    is_lead: bool = False,
    by: Narrowed = ALL,
    with_facets: bool = False,
    page: int | str = 1,
) -> Waiting:
    """What waits now for this moderator (5 queries, 6 more with the facets, 1 more for a lead). A page too far is the
    last one.
    """
    mine = ReviewItem.objects.open().offered_to(moderator_id, is_lead=is_lead)
    items = mine.filter(by.where(now))
    shown = Paginator(items.most_urgent(now).with_row(), ROWS).get_page(page)
    # the type does not know an annotation
    rows = [Row(item, _holder(item, moderator_id, now), float(getattr(item, "urgency", 0))) for item in shown]
    undoable = undo.latest(moderator_id, now=now)
    return Waiting(
        rows=rows,
        count=shown.paginator.count,
        page=shown,
        top_urgency=max([1.0, *(row.urgency for row in rows)]),
        overdue=mine.overdue(now).count() if is_lead else 0,
        held=mine.held_by(moderator_id, now).select_related("article").first(),
        latest=_latest(moderator_id),
        undoable=undoable,
        undo_seconds=undo.seconds_left(undoable, now=now),
        narrowed=by,
        facets=facets(mine, by, now=now) if with_facets else (),
    )


def case(item_id: int, moderator_id: int, *, now: datetime) -> Case:
    """One item (11 queries; 2 more with a vector, 1 each for edits and a story). Raises ReviewItem.DoesNotExist."""
    item = (
        ReviewItem.objects.filter(article__in=for_moderators(Article.objects.all()))
        .select_related(
            "article__feed", "article__creator", "article__topic", "article__story", "leased_by", "second_of__item"
        )
        .get(pk=item_id)
    )
    article = item.article
    assessment = Assessment.objects.newest_of(article.pk)
    is_stale = assessment is not None and assessment.content_hash != article.content_hash
    spans = assessment.found_spans() if assessment is not None and not is_stale else ()
    is_mine = item.closed_at is None and item.is_leased_to(moderator_id, now)
    # Whoever looks again is not told what was decided, not by the item of then either.
    is_over = item.closed_at is not None and item.second_of is None
    blind = item.second_of is not None or (is_over and second_look(article.pk, moderator_id) is not None)
    history = [] if blind else list(Decision.objects.of(article.pk).select_related("moderator")[:DECISIONS])
    decided_on = next((one.content_hash for one in history if one.content_hash), "")
    first = item.second_of.item if item.second_of is not None and item.second_of.item is not None else item
    replaced = earlier(article, first)
    comments = comments_for_moderators(Comment.objects.filter(article=article)).select_related("author")
    comments = comments.prefetch_related("edits")
    said = heard(list(comments.order_by("-created_at", "-pk")[:COMMENTS]))
    return Case(
        item=item,
        article=article,
        marked=marks(article.title, article.text, spans),
        assessment=assessment,
        sureness=of_dubious(assessment.p_dubious) if assessment is not None else "",
        is_stale=is_stale,
        comments=said,
        doubting=sum(one.doubts for one in said),
        record=record_of(article),
        similar=similar(article),
        pictures=list(Media.objects.stored().filter(article=article).order_by("-is_lead", "pk")[:PICTURES]),
        reports=list(
            Report.objects.filter(item=first)
            .select_related("comment")
            .prefetch_related("comment__edits")
            .order_by("-weight", "pk")[:COMMENTS]
        ),
        others=list(_others(article)[:OTHERS]) if article.story_id else (),
        references=of_article(article),
        is_blind=blind,
        history=history,
        earlier=replaced,
        edit=since(article, decided_on) if article.edited_at and not replaced else None,
        copies=copies_of(item, moderator_id=moderator_id) if is_mine and item.second_of_id is None else (),
        is_mine=is_mine,
        holder=_holder(item, moderator_id, now),
        left=item.leased_until - now if is_mine and item.leased_until else timedelta(),
    )


def _others(article: Article) -> ArticleQuerySet:
    """What other publishers say of the same event, also what is held or removed."""
    told = for_moderators(Article.objects.filter(story=article.story_id))
    owner = {"feed": article.feed_id} if article.feed_id is not None else {"creator": article.creator_id}
    return told.exclude(**owner).select_related("feed", "creator").newest()


def _latest(moderator_id: int) -> Decision | None:
    """What this moderator decided last, if they may still look at it."""
    seen = Decision.objects.filter(moderator_id=moderator_id, article__in=for_moderators(Article.objects.all()))
    return seen.newest().select_related("article").first()


def _holder(item: ReviewItem, moderator_id: int, now: datetime) -> str:
    is_anothers = item.is_leased(now) and item.leased_by_id != moderator_id
    return str(item.leased_by) if is_anothers else ""


def log(moderator_id: int, *, page: int | str) -> Page[Decision]:
    """The newest decisions (2 queries); a page too far is the last one. Of an article that is nobody's to see any more
    the line stays, without its headline: `is_seen` says so. What waits for a second look is told to who decided only.
    """
    told = Decision.everything.exclude(~Q(moderator=moderator_id), second__isnull=False, second__closed_at__isnull=True)
    seen = for_moderators(Article.objects.filter(pk=OuterRef("article")))
    return Paginator(told.newest().with_words().annotate(is_seen=Exists(seen)), DECISIONS).get_page(page)


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the appeals; who made the decision, or appealed it, cannot answer it."""

    appeal: Appeal
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Appeals:
    """Who waits for an answer, the oldest first, and what was answered last."""

    waiting: Sequence[Asked]
    count: int
    next: Appeal | None  # the oldest that this moderator may answer
    answered: Sequence[Appeal]


@dataclass(frozen=True, slots=True)
class AppealCase:
    """One appeal with everything there is to judge by."""

    appeal: Appeal
    article: Article
    marked: Marked
    told: Statement
    history: Sequence[Decision]


def appeals(moderator_id: int) -> Appeals:
    """The appeals (3 queries)."""
    seen = Appeal.objects.filter(decision__article__in=for_moderators(Article.objects.all()))
    waiting = list(seen.open().oldest().with_words()[:ROWS])
    rows = [Asked(it, moderator_id in {it.decision.moderator_id, it.creator_id}) for it in waiting]
    answered = seen.exclude(outcome=Appeal.Outcome.OPEN).with_words().order_by("-decided_at", "-pk")
    return Appeals(
        waiting=rows,
        count=seen.open().count(),
        next=next((row.appeal for row in rows if not row.is_mine), None),
        answered=list(answered[:OTHERS]),
    )


def appeal_case(appeal_id: int) -> AppealCase:
    """One appeal (2 queries). Raises Appeal.DoesNotExist."""
    seen = Appeal.objects.filter(decision__article__in=for_moderators(Article.objects.all()))
    found = seen.select_related(
        "decision__article__creator", "decision__comment", "decision__moderator", "creator"
    ).get(pk=appeal_id)
    article = found.decision.article
    return AppealCase(
        appeal=found,
        article=article,
        marked=marks(article.title, article.text, ()),
        told=statement(found.decision),
        history=list(Decision.objects.of(article.pk).select_related("moderator")[:DECISIONS]),
    )
