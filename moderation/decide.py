"""The only door that changes what is shown. Each change is one transaction: the article, the item, the decision with
its reason, the audit row and the notice to the creator; they stand together or not at all.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import audit, picks, queue, snapshots
from moderation.carry_out import Word, carry_out, locked_article, settle_appeals, show
from moderation.models import Appeal, Assessment, Decision, Ground, ReviewItem
from moderation.models.decision import LONGEST_LABEL
from moderation.placement import placement
from moderation.triage import KNOWN
from moderation.types import Triage, Zone

# What an automated decision is signed with when there was no model to make it.
NO_MODEL = "no model"
# A decision that somebody doubts comes before every doubt of the model, whose priorities stay near 1.
REOPENED_PRIORITY = 10.0
# A program may keep an article from pages for a day: who runs a site looks at it each day.
LIMIT_LASTS = timedelta(hours=24)
LONGEST_LIMIT = 365  # days; what is to last longer needs no end
LIFTED = 200  # in one sweep: a second of work
# What a decision is signed with that no person and no model made.
THE_END = "end of the limit"


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
        article = locked_article(article_id)
        standing = Decision.objects.of(article_id).first()
        placed = placement(
            triage.zone,
            is_assessed=assessment is not None,
            visibility=article.visibility,
            content_hash=article.content_hash,
            standing=standing,
        )
        item = None
        if placed.waits:
            item = queue.wait(article_id, triage, visibility=placed.visibility, now=now, assessment=assessment)
            picks.mark(item, triage, article)
        if placed.settles:
            item = queue.close(article_id, now=now)
        if not placed.is_news:
            show(article, placed.visibility)
            if placed.is_clear and assessment is not None:
                picks.audit(article, triage, assessment, now=now)
            return None
        word = Word(
            visibility=placed.visibility,
            reason=_automatic_reason(triage, assessment),
            facts=triage.reason,
            model=assessment.model if assessment is not None else NO_MODEL,
            found_by_program=True,
            ends_at=_end_of_limit(placed.visibility, triage, now),
            label=standing.label if standing is not None and placed.visibility != Article.Visibility.HOLD else "",
        )
        return carry_out(article, word, item=item, now=now)


def decide(
    item_id: int,
    *,
    moderator_id: int,
    visibility: str,
    reason: str,
    note: str = "",
    now: datetime,
    content_hash: str | None = None,
    ground: str = "",
    facts: str = "",
    days: int | None = None,
    label: str = "",
    bulk: UUID | None = None,
) -> Decision:
    """A moderator's word on an item they hold. `content_hash` is that of the text they read, if the caller knows it.

    Without a `ground` it is the rule that fits the reason, without `facts` the note or what was found; `days` ends a
    limit. `label` is what readers are told beside an article that they may read; `bulk` names an act on several items.
    Raises DecisionRefusedError, queue.LeaseError (HeldByAnotherError names the holder) or ReviewItem.DoesNotExist;
    then nothing was changed.
    """
    refuse_strangers(moderator_id)
    label = " ".join(label.split())
    refuse_reason(visibility, reason, note, label)
    with transaction.atomic():
        # The article before the item, as in `place`: two locks in one order cannot wait for each other.
        article = locked_article(ReviewItem.objects.values_list("article_id", flat=True).get(pk=item_id))
        item = ReviewItem.objects.select_for_update().get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        if item.second_of_id is not None:
            raise DecisionRefusedError(_("This is a second look: it decides nothing."))
        if content_hash is not None and content_hash != article.content_hash:
            raise TextChangedError(_("The text was changed while you read it. Look at it once more, then decide."))
        queue.close(article.pk, now=now)
        found = _found(article)
        word = Word(
            visibility=visibility,
            reason=reason,
            ground=_ground(ground, reason, facts),
            facts=facts.strip() or note.strip() or _facts(visibility, found),
            note=note,
            moderator_id=moderator_id,
            found_by_program=found is not None,
            ends_at=_end(visibility, days, now),
            label=label,
            taken_at=queue.taken_at(item_id, moderator_id),
            bulk=bulk,
        )
        return carry_out(article, word, item=item, now=now)


def reopen(article_id: int, *, moderator_id: int, now: datetime) -> ReviewItem:
    """Put an article before a moderator again, to correct a decision by a new one; what readers get stays meanwhile.

    The item is leased to the moderator who asks. Raises DecisionRefusedError, queue.LeaseError, Article.DoesNotExist.
    """
    refuse_strangers(moderator_id)
    with transaction.atomic():
        article = locked_article(article_id)
        queue.refuse_own(article_id, moderator_id)
        item = ReviewItem.objects.open_of(article_id).first()
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
        article = locked_article(article_id)
        if article.creator_id != creator_id:
            raise DecisionRefusedError(_("Only its creator withdraws an article."))
        queue.close(article_id, now=now)
        before = article.visibility
        show(article, Article.Visibility.DROP)
        settle_appeals(Appeal.objects.filter(decision__article=article), now)
        snapshots.forget(article_id)
        detail: dict[str, str | int | None] = {"before": before, "visibility": article.visibility}
        audit.record(audit.Act.WITHDRAWN, article_id=article_id, actor_id=creator_id, now=now, detail=detail)


def lift(*, now: datetime) -> int:
    """Show again what was limited for a time that is over and that no moderator confirmed; how many were.

    A hold is never lifted: it ends by a decision.
    """
    count = 0
    for decision in Decision.objects.run_out(now).order_by("ends_at", "pk")[:LIFTED]:
        with transaction.atomic():
            article = locked_article(decision.article_id)
            standing = Decision.objects.of(article.pk).first()
            if standing != decision or article.visibility != Article.Visibility.LIMIT:
                continue  # decided meanwhile
            reason = Decision.Reason.LAPSED
            word = Word(visibility=Article.Visibility.ALLOW, reason=reason, model=THE_END, label=decision.label)
            carry_out(article, word, item=decision.item, now=now)
        count += 1
    return count


def restore(article_id: int, *, moderator_id: int, answer: str, now: datetime, content_hash: str) -> Decision:
    """Undo what was decided on an article, because an appeal was right: it is shown, and nobody has to look any more.

    The caller (moderation.appeals) holds the appeal. Raises DecisionRefusedError.
    """
    refuse_strangers(moderator_id)
    article = locked_article(article_id)
    if content_hash != article.content_hash:
        raise TextChangedError(_("The text was changed while you read it. Look at it once more, then decide."))
    item = queue.close(article_id, now=now)
    word = Word(
        visibility=Article.Visibility.ALLOW,
        reason=Decision.Reason.OVERTURNED,
        facts=answer,
        note=answer,
        moderator_id=moderator_id,
    )
    return carry_out(article, word, item=item, now=now)


def refuse_strangers(moderator_id: int) -> None:
    """Raise NotAModeratorError unless this is an active moderator, whatever the caller has checked."""
    person = get_user_model().objects.filter(pk=moderator_id, is_active=True).first()
    if person is None or not person.is_moderator:
        raise NotAModeratorError(_("Only moderators decide what is shown."))


def refuse_reason(visibility: str, reason: str, note: str, label: str = "") -> None:
    """Raise ReasonRefusedError unless these make a decision together."""
    if visibility not in Article.Visibility.values:
        raise ReasonRefusedError(_("Choose what readers get: allow, limit, keep held or remove."))
    if label and visibility not in {Article.Visibility.ALLOW, Article.Visibility.LIMIT}:
        raise ReasonRefusedError(_("A label stands beside what readers can open. This they could not."))
    if len(label) > LONGEST_LABEL:
        raise ReasonRefusedError(_("Keep the label under 300 characters; this one has %(n)d.") % {"n": len(label)})
    if reason not in Decision.reasons_for(visibility, is_labelled=bool(label)):
        raise ReasonRefusedError(_("Choose a reason that fits the decision."))
    if reason == Decision.Reason.OTHER and not note.strip():
        raise ReasonRefusedError(_("Write the reason as a note: the creator and other moderators read it."))


def _end_of_limit(visibility: str, triage: Triage, now: datetime) -> datetime | None:
    """A program limits for a day. A sure repetition of a claim that can cost a life was to be held, and is limited only
    where holding was wrong too often: like a hold it ends by a decision.
    """
    if visibility != Article.Visibility.LIMIT or triage.reason.startswith(KNOWN):
        return None
    return now + LIMIT_LASTS


def _automatic_reason(triage: Triage, assessment: Assessment | None) -> Decision.Reason:
    if assessment is None:
        return Decision.Reason.NOT_ASSESSED
    clear = triage.zone == Zone.CLEAR
    return Decision.Reason.ASSESSED_CLEAR if clear else Decision.Reason.ASSESSED_DUBIOUS


def _ground(chosen: str, reason: str, facts: str) -> Ground:
    if chosen not in {"", *Ground.values}:
        raise ReasonRefusedError(_("Choose the rule or the law that the decision rests on."))
    ground = Ground(chosen) if chosen else Decision.ground_for(reason)
    if ground == Ground.LAW_OTHER and not facts.strip():
        raise ReasonRefusedError(_("Name the law in the facts: the creator has to be told."))
    return ground


def _end(visibility: str, days: int | None, now: datetime) -> datetime | None:
    if days is None:
        return None
    if visibility != Article.Visibility.LIMIT or not 1 <= days <= LONGEST_LIMIT:
        raise ReasonRefusedError(_("Only a limit ends by itself, after 1 to 365 days."))
    return now + timedelta(days=days)


def _found(article: Article) -> Assessment | None:
    """What a program doubted in this very text."""
    newest = Assessment.objects.newest_of(article.pk)
    is_doubt = newest is not None and newest.content_hash == article.content_hash and newest.zone != Zone.CLEAR
    return newest if is_doubt else None


def _facts(visibility: str, found: Assessment | None) -> str:
    """Where the moderator gives none. Never the words of a reader who reported it: they may tell who that was."""
    if visibility == Article.Visibility.ALLOW:
        return ""
    read = _("A moderator read the text.")
    return f"{found.reason} {read}" if found is not None and found.reason else read
