"""WORDING: the words of a claim or a sentence as numbers, so that "cured" and "heals" are one and "the" is none."""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from moderation.evidence import words
from moderation.grams import stem
from moderation.letters import plain
from moderation.lexicon.common import COMMON
from moderation.lexicon.guards import NEGATIONS
from moderation.lexicon.synonyms import SAME

_MASK = 0x7FFFFFFF  # a column of integers holds no more
# Parts of the names of the pandemic's virus: in "covid 19" the figure says nothing.
_AFTER_NAME = {"covid": "19", "cov": "2"}
_BEFORE_NAME = {"ncov": "2019"}


def of_claim(claim: str) -> list[int]:
    """The distinct words of a claim as numbers, in order."""
    return list(dict.fromkeys(filter(None, numbers(words(plain(claim))))))


def numbers(tokens: Sequence[str]) -> list[int]:
    """One number a token; 0 for one that every text has. A "not" is told by the stance, not by the words."""
    following = (*tokens[1:], "")
    before = ("", *tokens)
    return [
        0 if _AFTER_NAME.get(last) == token or _BEFORE_NAME.get(after) == token else _number(token)
        for last, token, after in zip(before, tokens, following, strict=False)
    ]


def figures(tokens: Sequence[str]) -> frozenset[str]:
    """The figures said, "ten" as 10."""
    named = (SAME.get(token, token) for token, number in zip(tokens, numbers(tokens), strict=True) if number)
    return frozenset(token for token in named if token.isdecimal())


@lru_cache(maxsize=1 << 16)
def _number(token: str) -> int:
    token = token.removesuffix("'s")
    if token in COMMON or token in NEGATIONS:
        return 0
    return crc32((SAME.get(token) or stem(token)).encode()) & _MASK or 1
