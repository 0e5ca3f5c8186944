"""The rows of ranking: what was served, what readers did, what was learnt from it, and what was chosen."""

from ranking.models.choice import Pin, ValueWeights
from ranking.models.coread import CoRead
from ranking.models.event import ArticleStats, Event
from ranking.models.experiment import Arm, Experiment
from ranking.models.heads import LiveHeads, Taught
from ranking.models.mute import Mute
from ranking.models.profile import Profile
from ranking.models.slate import Impression, Slate
from ranking.models.tally import DayTally, PlaceTally, PublisherTally, Tallied

__all__ = [
    "Arm",
    "ArticleStats",
    "CoRead",
    "DayTally",
    "Event",
    "Experiment",
    "Impression",
    "LiveHeads",
    "Mute",
    "Pin",
    "PlaceTally",
    "Profile",
    "PublisherTally",
    "Slate",
    "Tallied",
    "Taught",
    "ValueWeights",
]
