"""Made-up articles with words as rare and as common as those of a language, and what readers look for in them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.bench.documents import sentence

TITLE, SUMMARY, TEXT = 8, 25, 200  # words of each; feeds give summaries of 25 and texts of 200 in the middle
# One word of a title; two of them; three that follow each other, in quotes; one with the commonest word of all.
KINDS = ("word", "two_words", "phrase", "with_the")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is searched of an article."""

    title: str
    summary: str
    text: str


def piece(number: int) -> Piece:
    """The article of this number, the same every time."""
    dice = random.Random(f"archive/{number}")  # noqa: S311 -- the same words every time
    return Piece(*(sentence(dice, words) for words in (TITLE, SUMMARY, TEXT)))


def searches(count: int, articles: int) -> Iterator[tuple[str, str]]:
    """So many of each kind, (kind, words), taken from titles: common words come up as often as they are written."""
    dice = random.Random(f"searches/{articles}")  # noqa: S311 -- the same searches every time
    for _round in range(count):
        words = piece(dice.randrange(articles)).title.rstrip(".").lower().split()
        first, second = dice.sample(words, 2)
        start = dice.randrange(len(words) - 2)
        asked = (first, f"{first} {second}", f'"{" ".join(words[start : start + 3])}"', f"the {first}")
        yield from zip(KINDS, asked, strict=True)
