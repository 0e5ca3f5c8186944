"""Which subject: the fixed list, what a publisher's categories name, what was learned of the vectors.

taxonomy   the two levels, and what each topic is about
words      the words of publishers' categories, in several languages
named      categories -> the topic that they name
learned    a vector -> how probable each topic is
choose     all of that -> the topic of an article
fit        texts whose topic is known -> new weights
"""

from feeds.topics.choose import topic_of
from feeds.topics.learned import Weights, guess, load, untrained
from feeds.topics.named import named
from feeds.topics.taxonomy import FIRST_LEVEL, PARENTS, SECOND_LEVEL, SLUGS, TOPICS, TopicSpec, first_level

__all__ = [
    "FIRST_LEVEL",
    "PARENTS",
    "SECOND_LEVEL",
    "SLUGS",
    "TOPICS",
    "TopicSpec",
    "Weights",
    "first_level",
    "guess",
    "load",
    "named",
    "topic_of",
    "untrained",
]
