"""EVENTS: what readers do, refused or counted once, and learnt from in the same transaction.

refuse (is this possible?), record (one act), follow (a feed, a topic), uncomment (one that is not
shown any more), beacon (all that a page tells at once), counters
(the numbers of an article), pairs (what is opened after what), crowd (how much many acts from one network count).
"""

from ranking.events.beacon import record_beacon
from ranking.events.follow import record_follow
from ranking.events.pairs import tidy as tidy_pairs
from ranking.events.record import record
from ranking.events.refuse import EventRefusedError
from ranking.events.uncomment import uncomment

__all__ = ["EventRefusedError", "record", "record_beacon", "record_follow", "tidy_pairs", "uncomment"]
