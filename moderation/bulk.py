"""One word on several items that say the same: all are decided in one transaction, or none is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from moderation import queue
from moderation.carry_out import locked_article
from moderation.copies import copies_of
from moderation.decide import DecisionRefusedError, decide
from moderation.models import Decision, ReviewItem


class BulkRefusedError(DecisionRefusedError):
    """Nothing was decided. The message names the item that stood in the way."""


def decide_all(
    item_id: int, others: Mapping[int, str], *, moderator_id: int, content_hash: str, now: datetime, **word: Any
) -> list[Decision]:
    """`decide` an item and its copies. `others` is which text the moderator saw of each: id of the item -> hash.

    Raises BulkRefusedError, and what `decide` raises; then nothing was changed.
    """
    if not others:
        return [decide(item_id, moderator_id=moderator_id, content_hash=content_hash, now=now, **word)]
    act = uuid4()
    with transaction.atomic():
        asked = ReviewItem.objects.select_related("article").get(pk=item_id)
        copies = {copy.pk: copy for copy in copies_of(asked, moderator_id=moderator_id)}
        if not copies.keys() >= others.keys():
            raise BulkRefusedError(_("One of them has been decided or changed. Look at the list once more."))
        chosen = sorted([asked, *(copies[key] for key in others)], key=lambda item: item.article_id)
        for item in chosen:  # all articles before all items, in one order: two acts at once cannot wait for each other
            locked_article(item.article_id)
        hashes = {item_id: content_hash, **others}
        given = {**word, "moderator_id": moderator_id, "now": now, "bulk": act}
        return [_decided(item, hashes[item.pk], is_copy=item != asked, given=given) for item in chosen]


def _decided(item: ReviewItem, content_hash: str, *, is_copy: bool, given: dict[str, Any]) -> Decision:
    try:
        if is_copy:  # the one that was opened has to be held; its copies are taken along
            queue.take_along(item.pk, given["moderator_id"], now=given["now"])
        return decide(item.pk, content_hash=content_hash, **given)
    except (queue.LeaseError, DecisionRefusedError) as error:
        if not is_copy:
            raise
        named = _("“%(title)s”: %(why)s Nothing was decided; untick it, or wait.")
        raise BulkRefusedError(named % {"title": item.article.title, "why": error}) from error
