"""Articles with vectors, of the last hours, so that the site has something to learn from."""

from datetime import timedelta

from django.utils import timezone

from feeds.models import Article
from tests import make
from tests.ranking import build

TOPICS = ("science", "sport", "culture", "food", "travel", "business", "world", "local")


def fill(*, each: int = 14) -> list[Article]:
    """`each` articles of each topic, over eight publishers, a few minutes apart."""
    publishers = [make.feed(title=f"Publisher {n}") for n in range(8)]
    topics = [make.topic(slug) for slug in TOPICS]
    vectors = [build.vectors(n, each) for n in range(len(topics))]
    found: list[Article] = []
    for row in range(each):
        for column, topic in enumerate(topics):
            at = timezone.now() - timedelta(minutes=7 * len(found))
            title = f"{topic.name} piece {row}: what the harbour learnt this week"
            feed = publishers[(row + column) % len(publishers)]
            article = make.article(title=title, feed=feed, topic=topic, published_at=at)
            build.embed(article, vectors[column][row])
            found.append(article)
    return found
