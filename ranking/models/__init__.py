"""The rows of ranking: what was served, what readers did, what was learnt from it, and what was chosen."""

from ranking.models.choice import Pin, ValueWeights
from ranking.models.coread import CoRead
from ranking.models.event import ArticleStats, Event
from ranking.models.heads import LiveHeads, Taught
from ranking.models.profile import Profile
from ranking.models.slate import Impression, Slate

__all__ = [
    "ArticleStats",
    "CoRead",
    "Event",
    "Impression",
    "LiveHeads",
    "Pin",
    "Profile",
    "Slate",
    "Taught",
    "ValueWeights",
]
