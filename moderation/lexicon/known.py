"""Single words of the lists that a claim of a cure is made of: what disguised letters are tried against."""

from moderation.lexicon.cures import CONTEST, STRONG
from moderation.lexicon.diseases import GRAVE
from moderation.lexicon.phrases import Phrases
from moderation.lexicon.remedies import REMEDIES

SHORTEST = 4  # letters: of three, any figure would make a word


def _single(*lists: Phrases) -> frozenset[str]:
    phrases = (phrase for some in lists for first in some.by_first.values() for phrase in first)
    return frozenset(word for phrase in phrases for word in phrase if len(word) >= SHORTEST)


KNOWN = _single(REMEDIES, GRAVE, STRONG, CONTEST)
PROMISES = _single(STRONG)
