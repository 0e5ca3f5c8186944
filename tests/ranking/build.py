"""Builders of ranking's tests: newsrooms with clustered vectors, and candidates without a database."""

from datetime import timedelta

import numpy as np
from django.conf import settings

from feeds.models import Article, Embedding, Topic
from feeds.models import Feed as FeedRow
from ranking import params
from ranking.types import Candidate, Features, Scores, SourceName, Valued
from tests import make

NOW = make.NOW
SIZE = settings.EMBEDDING_DIMENSIONS
# Two MiniLM vectors of one topic have cosines around .4 (centres at weight .65), of two topics around .05.
SAME_TOPIC = 0.65


def vectors(topic: int, count: int, *, seed: int = 7) -> np.ndarray:
    """Unit vectors around the centre of a topic."""
    centre = np.random.default_rng(seed + 1000 * topic).normal(size=SIZE)
    centre /= np.linalg.norm(centre)
    noise = np.random.default_rng(seed + 1000 * topic + 1).normal(size=(count, SIZE))
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    mixed = SAME_TOPIC * centre + (1 - SAME_TOPIC**2) ** 0.5 * noise
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True))


def embed(article: Article, vector: np.ndarray) -> None:
    """The article's vector."""
    Embedding.objects.create(article=article, model=settings.EMBEDDING_MODEL, vector=vector.tolist())


def newsroom(*, topics: int = 10, each: int = 15, feeds: int = 12) -> list[Topic]:
    """Shown articles over several topics and feeds, a half-hour apart, each with its vector; the topics."""
    rows = [make.topic(f"subject-{n}", f"Subject {n}") for n in range(topics)]
    publishers = [make.feed(title=f"Publisher {n}") for n in range(feeds)]
    articles, found = [], []
    for n in range(each):
        for t, topic in enumerate(rows):
            number = n * topics + t
            articles.append(_piece(number, topic, publishers[number % feeds]))
            found.append(vectors(t, each)[n])
    saved = Article.objects.bulk_create(articles)
    make.sightings(saved)
    Embedding.objects.bulk_create(
        Embedding(article=it, model=settings.EMBEDDING_MODEL, vector=vector.tolist())
        for it, vector in zip(saved, found, strict=True)
    )
    return rows


def _piece(number: int, topic: Topic, feed: FeedRow) -> Article:
    return Article(
        origin=Article.Origin.FEED,
        feed=feed,
        guid=f"piece-{number}",
        url=f"https://publisher.example/{number}",
        title=f"Piece {number} on {topic.name}",
        text="word " * 300,
        word_count=300,
        content_hash=f"{number:064x}",
        published_at=NOW - timedelta(minutes=30 * number + 1),
        topic=topic,
        visibility=Article.Visibility.ALLOW,
    )


def candidate(
    article_id: int,
    *,
    topic: int | None = None,
    feed: int | None = 1,
    story: int | None = None,
    hours: float = 1.0,
    vector: np.ndarray | None = None,
    sources: frozenset[SourceName] = frozenset({SourceName.EXPLORE}),
    creator: int | None = None,
    followed: int | None = None,
) -> Candidate:
    """A candidate without a row behind it."""
    published_at = NOW - timedelta(hours=hours)
    return Candidate(article_id, sources, topic, feed, creator, story, published_at, 300, followed, vector)


def valued(it: Candidate, value: float = 1.0, **features: float) -> Valued:
    """A candidate worth `value`, all of it for being opened; features are 0 but those that are said."""
    row = Features(tuple(features.get(name, 0.0) for name in params.FEATURES))
    scores = Scores(0.04, 0.004, 0.0008, 0.002, 0.008, 37.0)
    return Valued(it, row, scores, {"play": value}, value)


def newest(topic_id: int, count: int) -> list[int]:
    """The ids of the topic's newest articles."""
    articles = Article.objects.filter(topic_id=topic_id).newest()
    return list(articles.values_list("pk", flat=True)[:count])
