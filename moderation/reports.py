"""What readers complain of waits for a moderator. A report opens an item and decides nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import queue
from moderation.models import Decision, ReviewItem
from moderation.types import Triage, Zone

# Before whatever no person complained of (probability x harm x reach is seldom above 1), after what a moderator opened
# again (10).
PRIORITY = 5.0
LONGEST = 200  # characters of a reader's words: an item has room for 300


def report(article_id: int, *, why: str = "", now: datetime) -> ReviewItem | None:
    """Put it before a moderator; None when a person has decided on this very text already, or it is no more.

    However many report it, it is one item: a crowd can make it urgent and nothing else. One that waits already keeps
    what it says, for moderators read there what the assessment found.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).only("content_hash", "visibility").get(pk=article_id)
        item = ReviewItem.objects.open().select_for_update().filter(article=article).first()
        if item is None:
            return None if _is_decided(article) else _opened(article, why, now)
        if item.priority < PRIORITY:
            item.priority = PRIORITY
            item.save(update_fields=["priority"])
        return item


def _is_decided(article: Article) -> bool:
    """A person looked at this text; who thinks they were wrong has to convince a moderator, not to press again."""
    standing = Decision.objects.of(article.pk).first()
    return standing is not None and not standing.is_automated and standing.content_hash == article.content_hash


def _opened(article: Article, why: str, now: datetime) -> ReviewItem:
    words = " ".join(why.split())[:LONGEST]
    reason = _("A reader reported it: “%(why)s”") % {"why": words} if words else _("A reader reported it.")
    return queue.wait(article.pk, Triage(Zone.QUEUE, PRIORITY, reason), visibility=article.visibility, now=now)
