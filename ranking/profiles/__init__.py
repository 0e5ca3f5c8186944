"""What is learnt of a reader: taste (read it), learning (the arithmetic), learn (one act), beliefs (show it, wish),
forgetting (take it back), muting (what they do not want to see), readings (forget what was opened).
"""

from ranking.profiles.beliefs import (
    Belief,
    BeliefError,
    boost,
    horizon_learnt,
    is_key,
    languages_of,
    set_horizon,
    set_languages,
    what_it_believes,
)
from ranking.profiles.forgetting import bring_back, forget, remembered, reset
from ranking.profiles.learn import Act, learn, lock, teach
from ranking.profiles.learning import read_share
from ranking.profiles.muting import MuteRefusedError, mute, mute_until, unmute, with_unwanted
from ranking.profiles.readings import forget_reading, forget_readings
from ranking.profiles.taste import taste, taste_of

__all__ = [
    "Act",
    "Belief",
    "BeliefError",
    "MuteRefusedError",
    "boost",
    "bring_back",
    "forget",
    "forget_reading",
    "forget_readings",
    "horizon_learnt",
    "is_key",
    "languages_of",
    "learn",
    "lock",
    "mute",
    "mute_until",
    "read_share",
    "remembered",
    "reset",
    "set_horizon",
    "set_languages",
    "taste",
    "taste_of",
    "teach",
    "unmute",
    "what_it_believes",
    "with_unwanted",
]
