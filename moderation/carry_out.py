"""A decision and everything that has to follow from it: what readers get, answers to reports and appeals, the notice to
the creator, the audit row. Called by moderation.decide, and by moderation.comments for what is said under an article,
inside their transactions.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from feeds.models import Article, Comment
from moderation import audit
from moderation.models import Appeal, Decision, Ground, Label, Report, ReviewItem
from moderation.querysets import AppealQuerySet
from moderation.tell import answer, tell

# What readers get of a comment, as its own states say it.
STATES: dict[str, Comment.State] = {
    Article.Visibility.ALLOW: Comment.State.VISIBLE,
    Article.Visibility.HOLD: Comment.State.HELD,
    Article.Visibility.DROP: Comment.State.REMOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a decision says; `moderator_id` is null when a program says it, signed with `model`."""

    visibility: str
    reason: str
    ground: Ground = Ground.CARE
    facts: str = ""
    note: str = ""
    moderator_id: int | None = None
    model: str = ""
    found_by_program: bool = False
    ends_at: datetime | None = None
    label: str = ""
    taken_at: datetime | None = None
    bulk: UUID | None = None


def locked_article(article_id: int) -> Article:
    """The article, with its lock: whatever decides takes it first."""
    # no_key: comments and events that point at the article need not wait
    return (
        Article.objects.select_for_update(no_key=True).only("content_hash", "visibility", "creator").get(pk=article_id)
    )


def show(article: Article, visibility: str) -> None:
    """What readers get from now on."""
    if article.visibility != visibility:
        article.visibility = visibility
        article.save(update_fields=["visibility", "updated_at"])  # pages look for what changed by that time


def put_label(article: Article, words: str) -> None:
    """What readers are told beside the article from now on; nothing if there are no words."""
    told = Label.objects.filter(article=article)
    if words:
        Label.objects.update_or_create(article=article, defaults={"words": words})
    elif told.exists():
        told.delete()


def carry_out(article: Article, word: Word, *, item: ReviewItem | None, now: datetime) -> Decision:
    """Write the decision down and do what it says. The caller holds the lock of the article."""
    before = article.visibility
    show(article, word.visibility)
    if word.moderator_id is not None and before == word.visibility:
        article.save(update_fields=["updated_at"])  # pages weigh in full what a person has allowed
    put_label(article, word.label)
    reported = Report.objects.open().filter(article=article)
    decision = Decision.objects.create(
        article=article,
        item=item,
        moderator_id=word.moderator_id,
        visibility=word.visibility,
        reason=word.reason,
        ground=word.ground,
        facts=word.facts.strip()[:2000],
        note=word.note.strip(),
        source=Decision.Source.NOTICE if reported.exists() else Decision.Source.OWN,
        found_by_program=word.found_by_program,
        ends_at=word.ends_at,
        model=word.model,
        label=word.label,
        before=before,
        taken_at=word.taken_at,
        bulk=word.bulk,
        content_hash=article.content_hash,
        created_at=now,
    )
    if word.moderator_id is not None:
        _answer_reports(decision, now)
    if not decision.restricts:
        settle_appeals(Appeal.objects.filter(decision__article=article, decision__comment=None), now)
    tell(decision, now=now)
    # last: it holds the chain of all audit rows to the end of the transaction, so nobody is waited for behind it
    audit.record(
        audit.Act.DECIDED if word.moderator_id is not None else audit.Act.PLACED,
        article_id=article.pk,
        actor_id=word.moderator_id,
        now=now,
        detail={"decision": decision.pk, "before": before, "visibility": word.visibility, "reason": word.reason},
    )
    return decision


def carry_out_on_comment(comment: Comment, word: Word, *, item_id: int | None, now: datetime) -> Decision:
    """The same for a comment: it is shown or removed. The caller holds the locks of its article and of the comment."""
    before = next((it for it, state in STATES.items() if state == comment.state), "")
    comment.state = STATES[word.visibility]
    comment.save(update_fields=["state"])
    reported = Report.objects.open().filter(comment=comment)
    decision = Decision.everything.create(
        article_id=comment.article_id,
        comment=comment,
        moderator_id=word.moderator_id,
        visibility=word.visibility,
        reason=word.reason,
        ground=word.ground,
        facts=word.facts.strip()[:2000],
        note=word.note.strip(),
        source=Decision.Source.NOTICE if reported.exists() else Decision.Source.OWN,
        before=before,
        created_at=now,
    )
    answer(reported, decision, was_right=decision.restricts, now=now)
    settle_appeals(Appeal.objects.filter(decision__comment=comment), now)
    tell(decision, now=now)
    audit.record(
        audit.Act.REMOVED_COMMENT if decision.restricts else audit.Act.RESTORED_COMMENT,
        article_id=comment.article_id,
        actor_id=word.moderator_id,
        now=now,
        detail={"comment": comment.pk, "author": comment.author_id, "decision": decision.pk, "item": item_id},
    )
    return decision


def settle_appeals(appeals: AppealQuerySet, now: datetime) -> None:
    """Whoever appealed has what they asked for, or took the article back: nobody has to answer any more."""
    appeals.open().update(outcome=Appeal.Outcome.SETTLED, decided_at=now)


def _answer_reports(decision: Decision, now: datetime) -> None:
    """Who reported the article was right if it is restricted; who reported a comment, if that one is gone."""
    reports = Report.objects.open().filter(article=decision.article_id)
    gone = Q(comment__isnull=False) & ~Q(comment__state=Comment.State.VISIBLE)
    right = gone | Q(comment__isnull=True) if decision.restricts else gone
    right_ids = list(reports.filter(right).values_list("pk", flat=True))
    answer(reports.exclude(pk__in=right_ids), decision, was_right=False, now=now)
    answer(reports.filter(pk__in=right_ids), decision, was_right=True, now=now)
