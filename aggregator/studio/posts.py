"""The list of a creator's posts, with their state as words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import Article, Draft
from moderation import notices
from moderation.models import Notice
from moderation.statement import statement
from ranking.models import ArticleStats


@dataclass(frozen=True, slots=True)
class State:
    """Where a post is: words, a tone for the dot beside them, and why."""

    words: str
    tone: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One line of the list."""

    draft: Draft
    state: State
    stats: ArticleStats | None


def posts(drafts: Sequence[Draft], *, author_id: int) -> list[Post]:
    """Drafts (with their articles) as lines of the list. Two queries, however many."""
    ids = [draft.article_id for draft in drafts if draft.article_id is not None]
    told: dict[int, Notice] = {}
    for notice in notices.for_person(author_id, now=timezone.now()).filter(
        decision__article__in=ids, decision__comment=None
    ):
        told.setdefault(notice.decision.article_id, notice)
    stats = ArticleStats.objects.in_bulk(ids)
    return [Post(d, state(d, told.get(d.article_id or 0)), stats.get(d.article_id or 0)) for d in drafts]


def state(draft: Draft, notice: Notice | None) -> State:
    """The state of a post; the newest notice on it says why."""
    article = draft.article
    if article is None:
        return State(_("Draft, only you can read it"))
    if article.embed_due_at is None and article.visibility == Article.Visibility.ALLOW:
        return State(_("Shown"), "good")
    if article.embed_due_at is not None or notice is None or not notice.decision.restricts:
        return State(_("Being checked"), "warn")
    why = statement(notice.decision)
    words, tone = _RESTRICTED[article.visibility]
    return State(str(words), tone, why.reason, why.note)


_RESTRICTED = {
    Article.Visibility.LIMIT.value: (gettext_lazy("Under review, readable at its address"), "warn"),
    Article.Visibility.HOLD.value: (gettext_lazy("Under review, held back until a moderator decides"), "warn"),
    Article.Visibility.DROP.value: (gettext_lazy("Removed"), "bad"),
}
