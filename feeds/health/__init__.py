"""How a feed is doing, for those who run the site and those who follow it.

judge    a feed's figures -> its state and why (pure)
rhythm   when it publishes: articles a day, the busy hours (pure)
spoken   moments and spans as people say them
words    the state, the trouble and what happens next, as a sentence
brief    one fetch in a few words
plan     why it is fetched when it is, as a sentence
rows     what judge reads, from one row or for all of them; its rhythm, stories and topics
"""

from feeds.health.judge import Health, State, judge
from feeds.health.rhythm import Rhythm, rhythm
from feeds.health.rows import health_of, rhythm_of, stories_of, topics_of, with_health

__all__ = [
    "Health",
    "Rhythm",
    "State",
    "health_of",
    "judge",
    "rhythm",
    "rhythm_of",
    "stories_of",
    "topics_of",
    "with_health",
]
