"""What a moderator may want to know beside the text: the creator's record, what was decided on the like of it, and
which comments doubt it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q

from feeds.models import Article, Comment, Embedding
from moderation.models import Decision
from moderation.stance import p_doubts
from moderation.visibility import for_moderators
from moderation.weights import WeightsError
from moderation.weights.stance import load

SIMILAR = 4  # as many as are compared at a glance
NEAR = 0.5  # cosine distance: beyond it two articles share the subject and no more
DOUBTS_AT = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """What became of this publisher's or creator's articles: how many there are, a person decided, found at fault, and
    restored after an appeal.
    """

    articles: int
    decided: int
    restricted: int
    overturned: int


@dataclass(frozen=True, slots=True)
class Said:
    """One comment, and how probable it is that it doubts or corrects."""

    comment: Comment
    p_doubt: float

    @property
    def doubts(self) -> bool:
        """More probably than not."""
        return self.p_doubt >= DOUBTS_AT


def record_of(article: Article) -> Record:
    """The record of whoever published it, but for this one: a second look must not be told (2 queries)."""
    owner = {"feed": article.feed_id} if article.feed_id is not None else {"creator": article.creator_id}
    mine = Article.objects.filter(**owner)
    restricted = ~Q(visibility=Article.Visibility.ALLOW) | ~Q(label="")
    counts = Decision.objects.filter(article__in=mine.exclude(pk=article.pk), moderator__isnull=False).aggregate(
        decided=Count("article", distinct=True),
        restricted=Count("article", distinct=True, filter=restricted),
        overturned=Count("article", distinct=True, filter=Q(reason=Decision.Reason.OVERTURNED)),
    )
    return Record(articles=mine.count(), **counts)


def similar(article: Article) -> list[Decision]:
    """What people decided last on the articles nearest to it by meaning (3 queries, 1 without a vector)."""
    own = Embedding.objects.filter(article=article.pk, model=settings.EMBEDDING_MODEL).first()
    if own is None:
        return []
    decided = Decision.objects.filter(moderator__isnull=False).exclude(article=article)
    seen = for_moderators(Article.objects.filter(pk__in=decided.values("article")))
    with transaction.atomic(), connection.cursor() as cursor:
        # Looks on through the index until enough decided ones are found, not only at its first 40.
        cursor.execute("SET LOCAL hnsw.iterative_scan = strict_order")
        near = Embedding.objects.filter(article__in=seen)
        found = list(near.nearest(own.vector, model=settings.EMBEDDING_MODEL, limit=SIMILAR))
    # the type does not know an annotation
    order = [one.article_id for one in found if getattr(one, "distance", 2.0) <= NEAR]
    newest = decided.filter(article__in=order).order_by("article_id", "-created_at", "-pk").distinct("article_id")
    by_article = {one.article_id: one for one in newest.select_related("article__feed", "article__creator")}
    return [by_article[key] for key in order if key in by_article]


def heard(comments: Sequence[Comment]) -> list[Said]:
    """The comments, those that doubt most first. Without the model of stance a list of words tells."""
    try:
        stance = load() if comments else None
    except WeightsError:
        stance = None
    told = p_doubts(stance, [one.body for one in comments])
    said = [Said(one, float(p)) for one, p in zip(comments, told, strict=True)]
    return sorted(said, key=lambda one: not one.doubts)
