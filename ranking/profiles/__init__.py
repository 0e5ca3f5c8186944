"""What is learnt of a reader: taste (read it), learning (the arithmetic), learn (one act), beliefs (show, forget),
muting (what they do not want to see), readings (forget what was opened).
"""

from ranking.profiles.beliefs import Belief, forget, horizon_learnt, reset, set_horizon, what_it_believes
from ranking.profiles.learn import Act, learn, lock, teach
from ranking.profiles.learning import read_share
from ranking.profiles.muting import MuteRefusedError, mute, unmute, worded
from ranking.profiles.readings import forget_reading, forget_readings
from ranking.profiles.taste import taste, taste_of

__all__ = [
    "Act",
    "Belief",
    "MuteRefusedError",
    "forget",
    "forget_reading",
    "forget_readings",
    "horizon_learnt",
    "learn",
    "lock",
    "mute",
    "read_share",
    "reset",
    "set_horizon",
    "taste",
    "taste_of",
    "teach",
    "unmute",
    "what_it_believes",
    "worded",
]
