"""The only door that changes what is shown. Each change is one transaction: the article, the item, the decision with
its reason, the audit row and the notice to the creator; they stand together or not at all.
"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import audit, queue
from moderation.models import Assessment, Decision, Notice, ReviewItem
from moderation.placement import placement
from moderation.types import Triage, Zone

# What an automated decision is signed with when there was no model to make it.
NO_MODEL = "no model"
# A decision that somebody doubts comes before every doubt of the model, whose priorities stay near 1.
REOPENED_PRIORITY = 10.0


class DecisionRefusedError(Exception):
    """Nothing was changed. The message is a sentence that says why and what to do."""


class NotAModeratorError(DecisionRefusedError):
    """Only moderators decide."""


class ReasonRefusedError(DecisionRefusedError):
    """The reason is missing, does not fit what was decided, or needs a note."""


class TextChangedError(DecisionRefusedError):
    """The article was edited after the moderator opened it."""


def place(article_id: int, triage: Triage, assessment: Assessment | None, *, now: datetime) -> Decision | None:
    """Do what the automatic assessment may do (see placement); without an assessment the article waits, held.

    Returns the decision if one was written: nothing is written for what is clear, or for what stands already.
    """
    with transaction.atomic():
        article = _locked_article(article_id)
        standing = Decision.objects.of(article_id).first()
        placed = placement(
            triage.zone,
            is_assessed=assessment is not None,
            visibility=article.visibility,
            content_hash=article.content_hash,
            standing=standing,
        )
        item = queue.wait(article_id, triage, visibility=placed.visibility, now=now) if placed.waits else None
        if placed.settles:
            item = queue.close(article_id, now=now)
        if not placed.is_news:
            _show(article, placed.visibility)
            return None
        return _write(
            article,
            item=item,
            visibility=placed.visibility,
            reason=_automatic_reason(triage, assessment),
            model=assessment.model if assessment is not None else NO_MODEL,
            now=now,
        )


def decide(
    item_id: int,
    *,
    moderator_id: int,
    visibility: str,
    reason: str,
    note: str = "",
    now: datetime,
    content_hash: str | None = None,
) -> Decision:
    """A moderator's word on an item they hold. `content_hash` is that of the text they read, if the caller knows it.

    Raises DecisionRefusedError, queue.LeaseError (HeldByAnotherError names the holder) or ReviewItem.DoesNotExist;
    then nothing was changed.
    """
    refuse_strangers(moderator_id)
    _refuse_reason(visibility, reason, note)
    with transaction.atomic():
        # The article before the item, as in `place`: two locks in one order cannot wait for each other.
        article = _locked_article(ReviewItem.objects.values_list("article_id", flat=True).get(pk=item_id))
        item = ReviewItem.objects.select_for_update().get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        if content_hash is not None and content_hash != article.content_hash:
            raise TextChangedError(_("The text was changed while you read it. Look at it once more, then decide."))
        queue.close(article.pk, now=now)
        return _write(
            article, item=item, visibility=visibility, reason=reason, note=note, moderator_id=moderator_id, now=now
        )


def reopen(article_id: int, *, moderator_id: int, now: datetime) -> ReviewItem:
    """Put an article before a moderator again, to correct a decision by a new one; what readers get stays meanwhile.

    The item is leased to the moderator who asks. Raises DecisionRefusedError, queue.LeaseError, Article.DoesNotExist.
    """
    refuse_strangers(moderator_id)
    with transaction.atomic():
        article = _locked_article(article_id)
        item = ReviewItem.objects.open().filter(article=article).first()
        if item is None:
            again = Triage(Zone.QUEUE, REOPENED_PRIORITY, _("Opened again by a moderator."))
            item = queue.wait(article_id, again, visibility=article.visibility, now=now)
            audit.record(audit.Act.REOPENED, article_id=article.pk, actor_id=moderator_id, now=now, detail={})
    return queue.lease(item.pk, moderator_id, now=now)


def withdraw(article_id: int, *, creator_id: int, now: datetime) -> None:
    """Take an article from readers because its creator wants it back; nobody has to look at it any more.

    Raises DecisionRefusedError for somebody else's article, and Article.DoesNotExist.
    """
    with transaction.atomic():
        article = _locked_article(article_id)
        if article.creator_id != creator_id:
            raise DecisionRefusedError(_("Only its creator withdraws an article."))
        queue.close(article_id, now=now)
        before = article.visibility
        _show(article, Article.Visibility.DROP)
        detail: dict[str, str | int | None] = {"before": before, "visibility": article.visibility}
        audit.record(audit.Act.WITHDRAWN, article_id=article_id, actor_id=creator_id, now=now, detail=detail)


def refuse_strangers(moderator_id: int) -> None:
    """Raise NotAModeratorError unless this is an active moderator, whatever the caller has checked."""
    person = get_user_model().objects.filter(pk=moderator_id, is_active=True).first()
    if person is None or not person.is_moderator:
        raise NotAModeratorError(_("Only moderators decide what is shown."))


def _refuse_reason(visibility: str, reason: str, note: str) -> None:
    if visibility not in Article.Visibility.values:
        raise ReasonRefusedError(_("Choose what readers get: allow, limit, keep held or remove."))
    if reason not in Decision.reasons_for(visibility):
        raise ReasonRefusedError(_("Choose a reason that fits the decision."))
    if reason == Decision.Reason.OTHER and not note.strip():
        raise ReasonRefusedError(_("Write the reason as a note: the creator and other moderators read it."))


def _automatic_reason(triage: Triage, assessment: Assessment | None) -> Decision.Reason:
    if assessment is None:
        return Decision.Reason.NOT_ASSESSED
    clear = triage.zone == Zone.CLEAR
    return Decision.Reason.ASSESSED_CLEAR if clear else Decision.Reason.ASSESSED_DUBIOUS


def _locked_article(article_id: int) -> Article:
    # no_key: comments and events that point at the article need not wait
    return (
        Article.objects.select_for_update(no_key=True).only("content_hash", "visibility", "creator").get(pk=article_id)
    )


def _show(article: Article, visibility: str) -> None:
    if article.visibility != visibility:
        article.visibility = visibility
        article.save(update_fields=["visibility", "updated_at"])  # pages look for what changed by that time


def _write(
    article: Article,
    *,
    item: ReviewItem | None,
    visibility: str,
    reason: str,
    now: datetime,
    note: str = "",
    model: str = "",
    moderator_id: int | None = None,
) -> Decision:
    """The decision and everything that has to follow from it."""
    before = article.visibility
    _show(article, visibility)
    decision = Decision.objects.create(
        article=article,
        item=item,
        moderator_id=moderator_id,
        visibility=visibility,
        reason=reason,
        note=note.strip(),
        model=model,
        content_hash=article.content_hash,
        created_at=now,
    )
    if article.creator_id is not None:
        Notice.objects.create(recipient_id=article.creator_id, decision=decision)
    # last: it holds the chain of all audit rows to the end of the transaction, so nobody is waited for behind it
    audit.record(
        audit.Act.DECIDED if moderator_id is not None else audit.Act.PLACED,
        article_id=article.pk,
        actor_id=moderator_id,
        now=now,
        detail={"decision": decision.pk, "before": before, "visibility": visibility, "reason": reason},
    )
    return decision
