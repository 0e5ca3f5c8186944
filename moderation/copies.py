"""Which open items say the same as this one, nearly word for word: one look is enough for all of them."""

import re

from django.db.models import Q

from feeds.models import Article
from moderation.models import ReviewItem
from moderation.visibility import for_moderators

MOST = 50  # decided in one act; each has its own decision, notice and audit row, a second of work together
CANDIDATES = 200  # of an event that everybody tells: the oldest wait longest
# Jaccard of pieces of three words. One word in ten changed leaves .57, one in thirty .82: a copy with another name in
# it, not another telling.
ALIKE = 0.8
_READ = 20_000  # characters compared: a long article; what differs only beyond is a copy all the same
_WORD = re.compile(r"\w+")


def copies_of(item: ReviewItem, *, moderator_id: int) -> list[ReviewItem]:
    """Open items that this moderator may decide and whose article says the same; oldest first (one query).

    Looked for in the same story, under the same headline, and by the same hash.
    """
    mine = item.article
    near = Q(article__content_hash=mine.content_hash) | Q(article__title__iexact=mine.title)
    if mine.story_id is not None:
        near |= Q(article__story=mine.story_id)
    seen = for_moderators(Article.objects.all())
    waiting = ReviewItem.objects.open().filter(near, article__in=seen, second_of=None, lane=ReviewItem.Lane.ALL)
    others = waiting.exclude(pk=item.pk).exclude(escalated_by=moderator_id)
    found = others.select_related("article__feed", "article__creator", "leased_by").order_by("opened_at", "pk")
    words = _pieces(mine)
    return [other for other in found[:CANDIDATES] if alike(words, _pieces(other.article))][: MOST - 1]


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Nearly the same pieces."""
    return bool(one) and len(one & other) >= ALIKE * len(one | other)


def _pieces(article: Article) -> frozenset[str]:
    words = _WORD.findall(f"{article.title} {article.text}"[:_READ].lower())
    return frozenset(" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)))
