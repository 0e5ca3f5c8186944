"""Understand saved articles: vector, topic, story. The order of the steps; the steps know nothing of each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import compress

from django.conf import settings
from django.db import connection, transaction

from feeds.dedupe import STORY_WINDOW, same_story
from feeds.embed import encode
from feeds.models import Article, Embedding, Story, Topic
from feeds.topics import TOPICS, Weights, first_level, guess, load, topic_of, untrained
from feeds.vectors import embeddings, store

NEIGHBOURS = 10  # an article of a big story has its nearest relatives among the first few
# Any number, the same in every process: stories are opened by one process at a time, or two of them open the same one.
ADVISORY_LOCK = 7_100_202


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
    with transaction.atomic():
        _one_at_a_time()
        still = _unchanged(articles)
        articles, made = list(compress(articles, still)), list(compress(made, still))
        store(made)
        # TOPIC
        topics = {topic.slug: topic for topic in Topic.objects.select_related("parent")}
        for article, probable in zip(articles, compress(guessed, still), strict=True):
            _place(article, probable, topics)
        Article.objects.bulk_update(articles, ["topic", "subtopic"])
        # STORY
        batch = {article.pk: article for article in articles}
        for article, row in zip(articles, made, strict=True):
            if article.story_id is None:
                _join_story(article, row.vector, batch)
        # HAND ON
        return sum(_hand_on(article, now=now) for article in articles)


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


def _one_at_a_time() -> None:
    """Wait for whoever else is finding stories; look through all recent neighbours, not only the index's first 40."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        cursor.execute("SET LOCAL hnsw.iterative_scan = strict_order")


def _unchanged(articles: Sequence[Article]) -> list[bool]:
    """Whose words are still those that were read. The others are due again, and their newer words must not lose."""
    now = set(Article.objects.filter(pk__in=[one.pk for one in articles]).values_list("pk", "content_hash"))
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


def _join_story(article: Article, vector: Sequence[float], batch: Mapping[int, Article]) -> None:
    """Put the article into the story of its nearest neighbour that tells of the same event; open one if it has none.

    A story is opened by two publishers: one publisher's pieces of a series resemble each other for ever.
    """
    for found, cosine in _neighbours(article, vector):
        neighbour = batch.get(found.pk, found)
        is_other = (neighbour.feed_id, neighbour.creator_id) != (article.feed_id, article.creator_id)
        if not same_story(article.title, neighbour.title, cosine) or not (neighbour.story_id or is_other):
            continue
        if neighbour.story_id is None:
            first = min(neighbour, article, key=lambda a: (a.published_at, a.pk))
            neighbour.story = Story.objects.create(title=first.title)
            neighbour.save(update_fields=["story"])
        article.story_id = neighbour.story_id
        article.save(update_fields=["story"])
        return


def _neighbours(article: Article, vector: Sequence[float]) -> list[tuple[Article, float]]:
    """The nearest articles published within the window of a story, with their cosines, nearest first."""
    window = (article.published_at - STORY_WINDOW, article.published_at + STORY_WINDOW)
    near = (
        Embedding.objects.filter(article__published_at__range=window)
        .exclude(article=article)
        .select_related("article")
        .defer("vector", "article__html", "article__text", "article__search")
        .nearest(vector, model=settings.EMBEDDING_MODEL, limit=NEIGHBOURS)
    )
    return [(embedding.article, 1 - embedding.distance) for embedding in near]  # type: ignore[attr-defined]


def _hand_on(article: Article, *, now: datetime) -> int:
    """Embedding done, assessment due, unless a newer text came in meanwhile. 1 or 0."""
    return Article.objects.filter(pk=article.pk, content_hash=article.content_hash).update(
        embed_due_at=None, assess_due_at=now
    )
