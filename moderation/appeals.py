"""Appeals: whoever wrote an article or a comment says in their own words why a decision on it is wrong, and another
moderator answers. Both are called the creator here.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article, Comment
from moderation import audit, comments, decide
from moderation.carry_out import locked_article
from moderation.models import Appeal, Decision, Report
from moderation.models.appeal import LONGEST_ANSWER, LONGEST_APPEAL
from moderation.tell import answer as answer_reports
from moderation.tell import tell

# Article 20(1) of the Digital Services Act: at least six months after the creator was told.
WINDOW = timedelta(days=184)
_OUTCOMES = (Appeal.Outcome.UPHELD, Appeal.Outcome.OVERTURNED)


class AppealRefusedError(Exception):
    """Nothing was changed. The message is a sentence that says why and what to do."""


class NotYoursError(AppealRefusedError):
    """Only whoever wrote it appeals. Views answer as if there were nothing."""


class AppealAnsweredError(AppealRefusedError):
    """Somebody was faster, or there is nothing left to answer."""


def refusal(decision: Decision, *, now: datetime) -> str:
    """Why this decision cannot be appealed now; empty when it can. Two queries."""
    if Appeal.objects.filter(decision=decision).exists():
        return _("You have appealed this decision already; each decision is appealed once.")
    if _standing(decision) != decision or not _is_in_force(decision):
        return _("This decision stands no longer. If a newer one restricts what you wrote, appeal that one.")
    if not decision.restricts:
        return _("What you wrote is shown: there is nothing to appeal.")
    if now > decision.created_at + WINDOW:
        return _("It is too late: a decision can be appealed for six months.")
    return ""


def appeal(decision_id: int, *, creator_id: int, words: str, now: datetime) -> Appeal:
    """Ask for another look. Raises AppealRefusedError (NotYoursError for a stranger) or Decision.DoesNotExist."""
    words = words.strip()
    if not words:
        raise AppealRefusedError(_("Say in a few sentences what the decision got wrong."))
    if len(words) > LONGEST_APPEAL:
        raise AppealRefusedError(_("Keep it under 2,000 characters; this has %(n)d.") % {"n": len(words)})
    with transaction.atomic():
        decision = Decision.everything.select_related("comment").get(pk=decision_id)
        # the article first, as all who decide: two appeals at once follow on each other
        decision.article = locked_article(decision.article_id)
        if decision.concerned_id != creator_id:
            raise NotYoursError(_("Only whoever wrote it appeals a decision on it."))
        if why := refusal(decision, now=now):
            raise AppealRefusedError(why)
        made = Appeal.objects.create(decision=decision, creator_id=creator_id, words=words, created_at=now)
        _audit(audit.Act.APPEALED, made, actor_id=creator_id, now=now)
    return made


def answer(appeal_id: int, *, moderator_id: int, outcome: str, words: str, content_hash: str, now: datetime) -> Appeal:
    """Another moderator's word on an appeal: the decision stands, or is overturned and all it did is undone.

    Raises AppealRefusedError, decide.DecisionRefusedError, Appeal.DoesNotExist; then nothing was changed.
    """
    decide.refuse_strangers(moderator_id)
    words = words.strip()
    if outcome not in _OUTCOMES:
        raise AppealRefusedError(_("Choose: the decision stands, or it is overturned."))
    if not words or len(words) > LONGEST_ANSWER:
        raise AppealRefusedError(_("Give the creator an answer, in at most 1,000 characters."))
    with transaction.atomic():
        # the article before the appeal, as all who decide
        locked_article(Appeal.objects.values_list("decision__article_id", flat=True).get(pk=appeal_id))
        asked = (
            Appeal.objects.select_for_update(of=("self",))
            .select_related("decision__comment", "decision__article")
            .get(pk=appeal_id)
        )
        refuse_answer(asked, moderator_id)
        asked.outcome, asked.moderator_id, asked.answer, asked.decided_at = outcome, moderator_id, words, now
        asked.save(update_fields=["outcome", "moderator", "answer", "decided_at"])
        if outcome == Appeal.Outcome.OVERTURNED:
            _undo(asked.decision, moderator_id, words, content_hash, now)
        else:
            tell(asked.decision, now=now, is_of_appeal=True)
        _audit(audit.Act.ANSWERED_APPEAL, asked, actor_id=moderator_id, now=now, outcome=outcome)
    return asked


def refuse_answer(asked: Appeal, moderator_id: int) -> None:
    """Raise AppealRefusedError if this moderator may not answer: nobody judges their own decision."""
    if asked.outcome != Appeal.Outcome.OPEN:
        raise AppealAnsweredError(_("This appeal has been answered already."))
    if moderator_id == asked.creator_id:
        raise AppealRefusedError(_("This is your own appeal, so another moderator answers it."))
    standing = _standing(asked.decision)
    if moderator_id in {asked.decision.moderator_id, standing.moderator_id if standing is not None else None}:
        raise AppealRefusedError(_("You made this decision, so another moderator answers the appeal."))


def _undo(decision: Decision, moderator_id: int, words: str, content_hash: str, now: datetime) -> None:
    """What the decision took from readers is shown again; who reported it was not right after all, and hears again."""
    reports = Report.objects.filter(decision=decision)
    if decision.comment_id is not None:
        new = comments.restore(decision.comment_id, moderator_id=moderator_id, answer=words, now=now)
    else:
        article_id = decision.article_id
        new = decide.restore(article_id, moderator_id=moderator_id, answer=words, now=now, content_hash=content_hash)
        reports = reports.filter(comment=None)
    answer_reports(reports, new, was_right=False, now=now)


def _standing(decision: Decision) -> Decision | None:
    """The newest word on the same article, or on the same comment."""
    same = Decision.everything.filter(article=decision.article_id, comment=decision.comment_id)
    return same.standing().newest().first()


def _is_in_force(decision: Decision) -> bool:
    """Readers get what it says: nothing has changed that without a decision."""
    if decision.comment is None:
        return decision.article.visibility == decision.visibility
    is_shown = decision.comment.state == Comment.State.VISIBLE
    return is_shown == (decision.visibility == Article.Visibility.ALLOW)


def _audit(act: audit.Act, made: Appeal, *, actor_id: int, now: datetime, outcome: str = "") -> None:
    detail: dict[str, str | int | None] = {"appeal": made.pk, "decision": made.decision_id, "outcome": outcome}
    audit.record(act, article_id=made.decision.article_id, actor_id=actor_id, now=now, detail=detail)
