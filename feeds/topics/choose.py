"""What the publisher says, what its feed is usually about and what the vector says -> the topic of an article."""

from collections.abc import Iterable, Mapping

from feeds.topics.named import named
from feeds.topics.taxonomy import FIRST_LEVEL, PARENTS, SECOND_LEVEL

# Probability below which an article has no topic. Low, because a reader's page without topics cannot be kept varied,
# and a near miss does little harm.
FIRST_P = 0.20
# The second level is an addition that nothing else needs: said only when it is likelier than not.
SECOND_P = 0.50


def topic_of(
    categories: Iterable[str] = (), guessed: Mapping[str, float] | None = None, *, usual: str | None = None
) -> str | None:
    """The slug of the topic, of the second level where one is sure: `first_level(slug)` is the topic of the article.

    The first level is what the publisher's categories say, else the feed's `usual` one, else the most probable one of
    `guessed` (slug to probability, see learned.guess). None when nothing is probable enough.
    """
    topic = named(categories) or usual
    if guessed is None or (topic is not None and PARENTS[topic] is not None):
        return topic
    if topic is None:
        best = max((spec.slug for spec in FIRST_LEVEL), key=lambda slug: guessed[slug])
        topic = best if guessed[best] >= FIRST_P else None
    within = [spec.slug for spec in SECOND_LEVEL if spec.parent == topic and guessed[spec.slug] >= SECOND_P]
    return within[0] if within else topic
