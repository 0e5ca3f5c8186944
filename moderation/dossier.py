"""What a moderator may want to know beside the text: the creator's record, what was decided on the like of it, and
which comments doubt it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Left

from feeds.models import Article, Comment, Embedding
from feeds.querysets import ArticleQuerySet
from moderation.models import Decision
from moderation.stance import p_doubts
from moderation.visibility import for_moderators
from moderation.weights import WeightsError
from moderation.weights.stance import load

SIMILAR = 4  # as many as are compared at a glance
NEAR = 0.5  # cosine distance: beyond it two articles share the subject and no more
# Without vectors: share of the words of two beginnings that are in both. One pair of unrelated news in 100,000 reaches
# it, one of BBC articles in 9,000, and a fifth of those that tell the same event (Google News' stories).
ALIKE_WORDS = 0.2
BEGINNING = 1_500  # characters that are compared: a brief, or the first fifth of a long piece
CANDIDATES = 40  # with words of the headline, the best first; the rest share one word with it
_WORD = re.compile(r"\w{4,}")  # shorter ones are mostly grammar
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
    """What people decided last on the articles nearest to it by meaning, or by wording without a vector (3 queries)."""
    own = Embedding.objects.filter(article=article.pk, model=settings.EMBEDDING_MODEL).first()
    decided = Decision.objects.filter(moderator__isnull=False).exclude(article=article)
    seen = for_moderators(Article.objects.filter(pk__in=decided.values("article")))
    order = _by_wording(article, seen) if own is None else _by_meaning(own, seen)
    newest = decided.filter(article__in=order).order_by("article_id", "-created_at", "-pk").distinct("article_id")
    by_article = {one.article_id: one for one in newest.select_related("article__feed", "article__creator")}
    return [by_article[key] for key in order if key in by_article]


def _by_meaning(own: Embedding, seen: ArticleQuerySet) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        # Looks on through the index until enough decided ones are found, not only at its first 40.
        cursor.execute("SET LOCAL hnsw.iterative_scan = strict_order")
        near = Embedding.objects.filter(article__in=seen)
        found = list(near.nearest(own.vector, model=settings.EMBEDDING_MODEL, limit=SIMILAR))
    # the type does not know an annotation
    return [one.article_id for one in found if getattr(one, "distance", 2.0) <= NEAR]


def _by_wording(article: Article, seen: ArticleQuerySet) -> list[int]:
    words = sorted(_words(article.title))
    if not words:
        return []
    query = reduce(or_, (SearchQuery(word, config="simple") for word in words))
    rank = SearchRank(F("search"), query)
    near = seen.filter(search=query).annotate(rank=rank, beginning=Left("text", BEGINNING)).order_by("-rank", "pk")
    mine = _words(f"{article.title} {article.text[:BEGINNING]}")
    alike = {
        pk: len(mine & others) / len(mine | others)
        for pk, title, text in near.values_list("pk", "title", "beginning")[:CANDIDATES]
        if (others := _words(f"{title} {text}"))
    }
    nearest = sorted(alike, key=lambda pk: (-alike[pk], pk))
    return [pk for pk in nearest if alike[pk] >= ALIKE_WORDS][:SIMILAR]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def heard(comments: Sequence[Comment]) -> list[Said]:
    """The comments, those that doubt most first. Without the model of stance a list of words tells."""
    try:
        stance = load() if comments else None
    except WeightsError:
        stance = None
    told = p_doubts(stance, [one.body for one in comments])
    said = [Said(one, float(p)) for one, p in zip(comments, told, strict=True)]
    return sorted(said, key=lambda one: not one.doubts)
