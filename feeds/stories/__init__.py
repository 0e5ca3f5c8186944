"""The same event told by many, found as articles arrive.

words      what an article is about, the rarer words the more
members    the newest articles of a story
likeness   how alike an article and a story are, and is it enough?
choose     which of the open stories it joins, and which are one with that
lookup     the few stories worth comparing with, in memory
grouping   one pass in memory: each article joins a story or opens one
differ     what its publishers agree on, and where they differ
"""

from feeds.stories.choose import choose
from feeds.stories.grouping import STORY_WINDOW, Arrival, Grouping, group
from feeds.stories.likeness import Profile, Sketch
from feeds.stories.members import MEMBERS, Vector
from feeds.stories.words import WORDS_READ, Frequencies, breadth, opening, words_of

__all__ = [
    "MEMBERS",
    "STORY_WINDOW",
    "WORDS_READ",
    "Arrival",
    "Frequencies",
    "Grouping",
    "Profile",
    "Sketch",
    "Vector",
    "breadth",
    "choose",
    "group",
    "opening",
    "words_of",
]
