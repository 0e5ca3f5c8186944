"""Single words of the lists that a claim of a cure is made of: what disguised letters are tried against."""

from moderation.lexicon.cures import CONTEST, STRONG
from moderation.lexicon.diseases import GRAVE
from moderation.lexicon.remedies import REMEDIES

SHORTEST = 4  # letters: of three, any figure would make a word

KNOWN = frozenset(
    word
    for some in (REMEDIES, GRAVE, STRONG, CONTEST)
    for first in some.by_first.values()
    for phrase in first
    for word in phrase
    if len(word) >= SHORTEST
)
