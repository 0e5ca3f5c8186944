"""What moderators do to the library of checked claims, each in one transaction with its row of the audit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.clean import canonical_url
from moderation import audit, decide, queue
from moderation.models import Reference, ReferenceFeed, ReferenceMatch, ReviewItem
from moderation.references.save import Saved, save
from moderation.references.types import Checked


class RefusedError(Exception):
    """Nothing was changed. The message is a sentence that says why."""


def add(checked: Checked, *, moderator_id: int, now: datetime) -> Saved:
    """Put a checked claim into the library, or correct it. Raises decide.DecisionRefusedError."""
    decide.refuse_strangers(moderator_id)
    with transaction.atomic():
        saved = save([checked], now=now, added_by_id=moderator_id)
        row = Reference.objects.filter(url=checked.url).order_by("-changed_at", "-pk").first()
        if row is not None and (saved.added or saved.updated):
            _note(audit.Act.ADDED_REFERENCE, row.pk, moderator_id, now, {"rating": row.rating[:100]})
    return saved


def take_out(reference_id: int, *, moderator_id: int, now: datetime) -> None:
    """Compare no article with this claim any more; what it led to stays decided as it is. Twice is once.

    Raises decide.DecisionRefusedError, Reference.DoesNotExist.
    """
    _change(reference_id, moderator_id, now, withdrawn_at=now)


def put_back(reference_id: int, *, moderator_id: int, now: datetime) -> None:
    """Compare articles with it again, recent ones as well. Raises as `take_out`."""
    _change(reference_id, moderator_id, now, withdrawn_at=None, match_due_at=now)


def set_harm(reference_id: int, harm: Reference.Harm, *, moderator_id: int, now: datetime) -> None:
    """Say whether believing it can cost a life: then a repetition is held. Raises as `take_out`."""
    _change(reference_id, moderator_id, now, harm=harm.value, match_due_at=now)


def dismiss(match_id: int, *, item_id: int, moderator_id: int, now: datetime) -> None:
    """Say that the article of an item that this moderator holds is about another claim; twice is once.

    Raises decide.DecisionRefusedError, queue.LeaseError, ReviewItem.DoesNotExist, ReferenceMatch.DoesNotExist.
    """
    decide.refuse_strangers(moderator_id)
    with transaction.atomic():
        item = ReviewItem.objects.select_for_update().get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        match = ReferenceMatch.objects.select_for_update(of=("self",)).get(pk=match_id, article=item.article_id)
        if match.dismissed_at is None:
            match.dismissed_by_id, match.dismissed_at = moderator_id, now
            match.save(update_fields=["dismissed_by", "dismissed_at"])
            detail: dict[str, str | int | None] = {"reference": match.reference_id}
            act = audit.Act.DISMISSED_REFERENCE
            audit.record(act, article_id=item.article_id, actor_id=moderator_id, now=now, detail=detail)


def follow(url: str, *, moderator_id: int, now: datetime) -> ReferenceFeed:
    """Ask this address for checked claims from now on, once a day. Raises RefusedError, decide.DecisionRefusedError."""
    decide.refuse_strangers(moderator_id)
    plain = canonical_url(url.strip())
    if not plain:
        raise RefusedError(_("This is no address of the web; it begins with https://."))
    with transaction.atomic():
        feed, is_new = ReferenceFeed.objects.get_or_create(url=plain, defaults={"added_by_id": moderator_id})
        if is_new or feed.due_at is None:
            ReferenceFeed.objects.filter(pk=feed.pk).update(due_at=now)
            subject = f"reference_feed:{feed.pk}"
            act = audit.Act.FOLLOWED_REFERENCES
            audit.record_of_library(act, subject=subject, actor_id=moderator_id, now=now, detail={"url": plain[:500]})
    return feed


def unfollow(feed_id: int, *, moderator_id: int, now: datetime) -> None:
    """Ask it no more; what it brought stays. Raises ReferenceFeed.DoesNotExist, decide.DecisionRefusedError."""
    decide.refuse_strangers(moderator_id)
    with transaction.atomic():
        feed = ReferenceFeed.objects.select_for_update(of=("self",)).get(pk=feed_id)
        if feed.due_at is not None:
            feed.due_at = None
            feed.save(update_fields=["due_at"])
            subject, act = f"reference_feed:{feed_id}", audit.Act.LEFT_REFERENCES
            audit.record_of_library(act, subject=subject, actor_id=moderator_id, now=now, detail={})


def _change(reference_id: int, moderator_id: int, now: datetime, **values: object) -> None:
    decide.refuse_strangers(moderator_id)
    with transaction.atomic():
        row = Reference.objects.select_for_update(of=("self",), no_key=True).get(pk=reference_id)
        name = next(iter(values))
        before, after = getattr(row, name), values[name]
        if (before is None) == (after is None) and (name != "harm" or before == after):
            return
        Reference.objects.filter(pk=reference_id).update(changed_at=now, **values)
        act = audit.Act.CHANGED_REFERENCE
        said = {"harm": str(after)} if name == "harm" else {"withdrawn": str(after is not None)}
        _note(act, reference_id, moderator_id, now, said)


def _note(act: audit.Act, reference_id: int, moderator_id: int, now: datetime, detail: dict[str, str]) -> None:
    audit.record_of_library(act, subject=f"reference:{reference_id}", actor_id=moderator_id, now=now, detail=detail)
