"""The comments under an article as its page prints them: two queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy

from aggregator.pages import threads
from aggregator.pages.impressions import LARGEST
from aggregator.pages.requests import PageRequest, ReaderRequest, number
from aggregator.pages.threads import Order, Said, Thread
from feeds.models import Article, Comment, CommentLike

EDIT = timedelta(minutes=15)  # to mend a word; later others have answered what stands there
State = Comment.State
_NAMES = {
    Order.OLDEST: gettext_lazy("Oldest"),
    Order.NEWEST: gettext_lazy("Newest"),
    Order.LIKED: gettext_lazy("Most liked"),
}


@dataclass(slots=True)
class Told:
    """One comment of a thread, and what this reader may do with it."""

    comment: Comment
    likes: int = 0
    count: int = 0  # comments of the whole thread
    beside: str = ""  # whom it answers, where that stands next to it
    is_shown: bool = True
    is_mine: bool = False
    is_liked: bool = False
    may_edit: bool = False
    answers: list["Told"] = field(default_factory=list)

    @property
    def below(self) -> int:
        """How many stand under it."""
        return self.count - self.is_shown


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of what is said under an article. The addresses keep what else the page was asked for."""

    told: Sequence[Told]
    count: int
    order: Order
    orders: Sequence[tuple[Order, str, str]] = ()  # with its name and address
    onward: str = ""


def talk_under(request: PageRequest | ReaderRequest, article: Article) -> Talk:
    """What everybody sees, and the reader's own that wait or were removed."""
    reader_id, now = request.user.pk, timezone.now()
    order = _order(request)
    said = [_said(row, reader_id) for row in _rows(article)]
    roots = threads.threads(said, order)
    cut = threads.pages(roots)
    page = _page(request, cut)
    return Talk(
        told=_told(cut[page - 1], reader_id, now),
        count=sum(root.count for root in roots),
        order=order,
        orders=[(it, str(_NAMES[it]), _address(request, order=it)) for it in Order] if len(roots) > 1 else (),
        onward=_address(request, order=order, talk=page + 1) if page < len(cut) else "",
    )


def told(comment: Comment, reader_id: int | None) -> Told:
    """One comment alone."""
    likes = CommentLike.objects.filter(comment=comment)
    is_mine = comment.author_id == reader_id and comment.state != State.TAKEN_BACK
    return Told(
        comment=comment,
        likes=likes.count(),
        is_shown=comment.state == State.VISIBLE or is_mine,
        is_mine=is_mine,
        is_liked=reader_id is not None and likes.filter(reader_id=reader_id).exists(),
    )


def may_edit(comment: Comment, now: datetime) -> bool:
    """Its author may still change the words; what a moderator removed stays as it was read."""
    return comment.state in {State.VISIBLE, State.HELD} and now - comment.created_at < EDIT


def _page(request: PageRequest | ReaderRequest, cut: Sequence[Sequence[Thread]]) -> int:
    """The page asked for, from 1, or that of a comment that somebody is led to; nonsense is the first, too far the
    last.
    """
    wanted = number(request.GET.get("comment"), high=LARGEST)
    if wanted is not None:
        return next((n for n, page in enumerate(cut, 1) if wanted in threads.keys(page)), 1)
    return min(number(request.GET.get("talk"), low=1) or 1, len(cut))


def _order(request: PageRequest | ReaderRequest) -> Order:
    asked = request.GET.get("order", "")
    return Order(asked) if asked in set(Order) else Order.OLDEST


def _address(request: PageRequest | ReaderRequest, **asked: object) -> str:
    kept = {"i": i} if (i := number(request.GET.get("i"), high=LARGEST)) is not None else {}
    return f"?{urlencode({**kept, **asked})}#comments"


def _rows(article: Article) -> list[tuple[int, int | None, datetime, int, str, int]]:
    found = Comment.objects.filter(article=article).annotate(n=Count("likes"))
    return list(found.values_list("pk", "parent_id", "created_at", "n", "state", "author_id"))


def _said(row: tuple[int, int | None, datetime, int, str, int], reader_id: int | None) -> Said:
    pk, parent, at, likes, state, author = row
    is_own = author == reader_id and state != State.TAKEN_BACK
    return Said(pk, parent, at, likes, is_shown=state == State.VISIBLE or is_own)


def _told(roots: Sequence[Thread], reader_id: int | None, now: datetime) -> list[Told]:
    keys = threads.keys(roots)
    mine = Exists(CommentLike.objects.filter(comment=OuterRef("pk"), reader=reader_id))
    rows = Comment.objects.select_related("author").annotate(is_liked=mine).in_bulk(keys)

    def tell(thread: Thread) -> Told:
        comment = rows[thread.said.pk]
        is_mine = comment.author_id == reader_id
        return Told(
            comment=comment,
            likes=thread.said.likes,
            count=thread.count,
            beside=str(rows[thread.beside].author) if thread.beside is not None else "",
            is_shown=thread.said.is_shown,
            is_mine=is_mine,
            is_liked=getattr(comment, "is_liked", False),  # the type does not know an annotation
            may_edit=is_mine and may_edit(comment, now),
            answers=[tell(it) for it in thread.answers],  # no deeper than threads.DEEPEST
        )

    return [tell(root) for root in roots if root.said.pk in rows]
