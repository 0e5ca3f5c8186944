"""What is learnt of a reader: taste (read it), learning (the arithmetic), learn (one act), beliefs (show, forget)."""

from ranking.profiles.beliefs import Belief, forget, horizon_learnt, reset, set_horizon, what_it_believes
from ranking.profiles.learn import Act, learn, lock, teach
from ranking.profiles.taste import taste, taste_of

__all__ = [
    "Act",
    "Belief",
    "forget",
    "horizon_learnt",
    "learn",
    "lock",
    "reset",
    "set_horizon",
    "taste",
    "taste_of",
    "teach",
    "what_it_believes",
]
