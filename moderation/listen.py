"""What is said under an article is judged by the same signals, before others hear it: what would keep an article from
readers keeps a comment for a moderator. Its author sees it, and that it waits; nobody else learns of it. What urges
others to harm themselves is put before a moderator at once.
"""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import Article, Comment, ModelVersion
from moderation import audit, queue
from moderation.carry_out import locked_article
from moderation.judge import judge
from moderation.models import ReviewItem
from moderation.triage import DISTRESS
from moderation.types import Evidence, Triage, Zone

log = structlog.get_logger(__name__)
WAITS = frozenset({Zone.LIMIT, Zone.HOLD})  # a doubt alone keeps nobody from speaking
# Somebody waits to be heard: before what only dice picked, after what readers complained of.
PRIORITY = 1.0
_DOUBTED = gettext_lazy("A comment waits: it sounds like a dubious claim about health.")


def listen(comment: Comment, *, now: datetime) -> bool:
    """Judge what was just said or edited, inside the caller's transaction; whether it is held. One that is held already
    stays so, whatever it says now: a moderator has the last word.
    """
    locked_article(comment.article_id)  # before the profile of whoever speaks
    found = None if comment.state == Comment.State.HELD else _judged(comment)
    if found is not None and found.zone in WAITS:
        _hold(comment, found.reason, now)
    elif found is not None and found.reason == DISTRESS:
        words = _("A comment waits: it urges somebody to harm themselves.")
        _put_before_a_moderator(comment.article_id, words, now)
    return comment.state == Comment.State.HELD


def locked(comment_id: int) -> Comment:
    """The comment, with its lock and that of its article before it. Raises Comment.DoesNotExist."""
    locked_article(Comment.objects.values_list("article_id", flat=True).get(pk=comment_id))
    return Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)


def remind(*, now: datetime) -> int:
    """Comments that are held although nobody looks: their article was decided without them. How many articles wait."""
    waits = ReviewItem.objects.open_of(OuterRef("article"))
    held = Comment.objects.filter(state=Comment.State.HELD, article__in=Article.objects.reachable())
    held = held.exclude(Exists(waits))
    articles = list(held.order_by("article").values_list("article_id", flat=True).distinct())
    for article_id in articles:
        with transaction.atomic():
            _put_before_a_moderator(article_id, str(_DOUBTED), now)
    return len(articles)


def _hold(comment: Comment, why: str, now: datetime) -> None:
    comment.state = Comment.State.HELD
    comment.save(update_fields=["state"])
    _put_before_a_moderator(comment.article_id, str(_DOUBTED), now)
    detail: dict[str, str | int | None] = {"comment": comment.pk, "author": comment.author_id, "reason": why}
    audit.record(audit.Act.HELD_COMMENT, article_id=comment.article_id, actor_id=None, now=now, detail=detail)


def _judged(comment: Comment) -> Triage | None:
    """What would be done with an article of these words. Without a model the rules judge alone."""
    active = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True)
    weights = active.values_list("weights", flat=True).first() or ""
    language = Article.objects.values_list("language", flat=True).get(pk=comment.article_id)
    try:
        _verdict, triage = judge(Evidence(title="", text=comment.body, language=language), weights=weights)
    except Exception:
        # Nobody may be kept from speaking by words that cannot be judged.
        log.exception("comment not judged", comment=comment.pk)
        return None
    return triage


def _put_before_a_moderator(article_id: int, words: str, now: datetime) -> None:
    article = locked_article(article_id)
    triage = Triage(Zone.QUEUE, PRIORITY, words)
    item = ReviewItem.objects.open_of(article_id).first()
    if item is None:  # what an item says already is said of the article
        queue.wait(article_id, triage, visibility=article.visibility, now=now)
    elif item.priority < PRIORITY:
        ReviewItem.objects.filter(pk=item.pk).update(priority=PRIORITY)
