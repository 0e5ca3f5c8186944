"""The same event told by many, found as articles arrive.

words      what an article is about, the rarer words the more
likeness   how alike an article and a story are, and is it enough?
lookup     the few stories worth comparing with
grouping   one pass: each article joins a story or opens one
"""

from feeds.stories.grouping import STORY_WINDOW, Arrival, Grouping, group
from feeds.stories.likeness import Profile, Sketch
from feeds.stories.words import WORDS_READ, Frequencies, words_of

__all__ = [
    "STORY_WINDOW",
    "WORDS_READ",
    "Arrival",
    "Frequencies",
    "Grouping",
    "Profile",
    "Sketch",
    "group",
    "words_of",
]
