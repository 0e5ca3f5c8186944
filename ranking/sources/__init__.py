"""CANDIDATES: articles that may be on the page, named by several sources, each with its quota.

similar, followed, popular, fresh, explore, pinned: one file each, all of one shape (visit, taste -> article ids).
"""

from collections.abc import Callable, Mapping

import numpy as np
from django.conf import settings
from django.db.models import BigIntegerField, BinaryField, F, Func, OuterRef, Subquery, Value

from feeds.models import Article, Embedding, Sighting
from ranking.querysets import among
from ranking.sources.explore import explore
from ranking.sources.followed import followed
from ranking.sources.fresh import fresh
from ranking.sources.pinned import pinned
from ranking.sources.popular import popular
from ranking.sources.similar import similar
from ranking.types import Candidate, Memory, SourceName, Taste, Vector, Visit

SOURCES: Mapping[SourceName, Callable[..., list[int]]] = {
    SourceName.SIMILAR: similar,
    SourceName.FOLLOWED: followed,
    SourceName.POPULAR: popular,
    SourceName.FRESH: fresh,
    SourceName.EXPLORE: explore,
    SourceName.PINNED: pinned,
}
# A reader who has read much finds their own reading at the top of every source: ask for that many more, within reason.
EXTRA_MOST = 60
HALFVEC_HEADER = 4  # bytes of dimensions and padding before the half floats that halfvec_send writes


def gather(visit: Visit, taste: Taste, memory: Memory) -> tuple[list[Candidate], dict[str, int]]:
    """All candidates in a stable order, and how many each source named. Seven queries at most."""
    extra = min(EXTRA_MOST, len(memory.visit | memory.opened | memory.hidden))
    named = {name: source(visit, taste, extra=extra) for name, source in SOURCES.items()}
    sources: dict[int, set[SourceName]] = {}
    for name, ids in named.items():
        for article_id in ids:
            sources.setdefault(article_id, set()).add(name)
    return _loaded(sources, taste), {name.value: len(ids) for name, ids in named.items()}


def _loaded(sources: Mapping[int, set[SourceName]], taste: Taste) -> list[Candidate]:
    """Shown articles only: whatever moderation took away meanwhile is not loaded."""
    if not sources:
        return []
    # the binary form of a halfvec: reading 400 vectors as text takes 40 ms, as bytes 4 ms
    send = Func(F("vector"), function="halfvec_send", output_field=BinaryField())
    vectors = Embedding.objects.filter(article=OuterRef("pk"), model=settings.EMBEDDING_MODEL).values(bytes=send)
    rows = (
        Article.objects.shown()
        .filter(pk__in=among(sources))
        .annotate(vector=Subquery(vectors), by=_followed(taste))
        .values_list(
            "pk", "topic_id", "feed_id", "creator_id", "story_id", "published_at", "word_count", "by", "vector"
        )
    )
    found = {row[0]: row for row in rows}
    vectors_of = _unpacked({pk: row[-1] for pk, row in found.items() if row[-1] is not None})
    return [
        Candidate(key, frozenset(names), *found[key][1:-1], vectors_of.get(key))
        for key, names in sources.items()
        if key in found
    ]


def _followed(taste: Taste) -> Subquery | Value:
    """The feed that the reader follows among those that brought an article."""
    if not taste.followed_feeds:
        return Value(None, output_field=BigIntegerField())
    brought = Sighting.objects.filter(article=OuterRef("pk"), feed__in=taste.followed_feeds)
    return Subquery(brought.order_by("feed").values("feed")[:1])


def _unpacked(sent: Mapping[int, bytes]) -> dict[int, Vector]:
    """Unit vectors; one that is longer or shorter than the rest is broken and counts as none."""
    length = max(map(len, sent.values()), default=0)
    whole = [key for key, packed in sent.items() if len(packed) == length]
    if not whole:
        return {}
    packed = np.frombuffer(b"".join(sent[key] for key in whole), dtype=np.uint8).reshape(len(whole), length)
    rows = packed[:, HALFVEC_HEADER:].copy().view(">f2").astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return dict(zip(whole, rows, strict=True))
