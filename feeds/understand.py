"""Understand saved articles: vector, topic, story. The order of the steps; the steps know nothing of each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import compress

from django.conf import settings
from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from feeds import rows
from feeds.embed import encode
from feeds.models import Article, Embedding, Topic
from feeds.telling import one_at_a_time, tell
from feeds.topics import TOPICS, Weights, first_level, guess, load, topic_of, untrained
from feeds.vectors import embeddings, store


def understand(article_ids: Sequence[int], *, now: datetime) -> int:
    """Embed these articles, find their topic and story, and hand them on to assess. Returns how many.

    Runs twice without harm. An article that was rewritten meanwhile stays due.
    """
    articles = list(
        Article.objects.filter(pk__in=article_ids).select_related("feed__topic", "topic").order_by("published_at", "pk")
    )
    if not articles:
        return 0
    # EMBED: outside the transaction, because it takes seconds
    made = embeddings(articles, encode)
    guessed = guess([row.vector for row in made], topic_weights())
    fresh = [row for row in made if row.pk is None]
    try:
        return _save(articles, made, guessed, now=now)
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        # A crawl changes articles of the same stories, and the database chose us to give way: it is done by now.
        for row in fresh:
            row.pk = None  # of the row that was never kept
        return _save(articles, made, guessed, now=now)


@transaction.atomic
def _save(
    articles: Sequence[Article], made: Sequence[Embedding], guessed: Sequence[Mapping[str, float]], *, now: datetime
) -> int:
    one_at_a_time()
    still = _unchanged(articles)
    articles, made = list(compress(articles, still)), list(compress(made, still))
    store(made)
    # TOPIC
    topics = {topic.slug: topic for topic in Topic.objects.select_related("parent")}
    for article, probable in zip(articles, compress(guessed, still), strict=True):
        _place(article, probable, topics)
        # HAND ON: embedding done, assessment due. In one update, because each writes into all indexes of the row
        article.embed_due_at, article.assess_due_at = None, now
    rows.update(articles, ["topic_id", "subtopic_id", "embed_due_at", "assess_due_at"])
    # STORY
    if made:
        tell(articles, size=len(made[0].vector))
    return len(articles)


@lru_cache(maxsize=1)
def topic_weights() -> Weights:
    """What tells a topic from a vector: learned for the encoder that comes with the site, prototypes for another."""
    weights = load()
    if weights.encoder == settings.EMBEDDING_MODEL:
        return weights
    vectors = iter(encode([sentence for topic in TOPICS for sentence in topic.about]))
    prototypes = [_mean([next(vectors) for _sentence in topic.about]) for topic in TOPICS]
    return untrained(prototypes, encoder=settings.EMBEDDING_MODEL)


def _mean(vectors: Sequence[Sequence[float]]) -> list[float]:
    total = [sum(values) for values in zip(*vectors, strict=True)]
    length = sum(value * value for value in total) ** 0.5
    return [value / length for value in total]


def _unchanged(articles: Sequence[Article]) -> list[bool]:
    """Whose words are still those that were read; from here to the end of the transaction they stay so.

    The others are due again, or taken back, and what was read must not come in their place.
    """
    # In the order in which a crawl locks what it changes, so that neither waits for the other.
    locked = Article.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in articles]).order_by("pk")
    now = set(locked.filter(withdrawn_at__isnull=True).values_list("pk", "content_hash"))
    return [(one.pk, one.content_hash) in now for one in articles]


def _place(article: Article, probable: Mapping[str, float], topics: Mapping[str, Topic]) -> None:
    """Fill in what the publisher left open: its categories were asked by ingest, its feed's usual topic comes next."""
    if article.subtopic_id is not None:
        return
    usual = article.topic or (article.feed.topic if article.feed else None)
    slug = topic_of(guessed=probable, usual=usual.slug if usual else None)
    if slug is None or first_level(slug) not in topics:
        return
    article.topic = topics[first_level(slug)]
    article.subtopic = topics.get(slug) if slug != first_level(slug) else None
