"""What a simulated reader with known tastes does with a page (pure; the dice are an argument).

The shape is the cascade model of click research: a reader goes down the page, may stop after every card, and opens a
card with a probability that hangs on its topic. The numbers are ours, chosen so that a page of 20 gets one to three
plays, as pages of news do; nothing is learnt from them but whether the site learns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Kind(StrEnum):
    """What a reader does; the words are those of the site's events."""

    VIEW = "view"
    PLAY = "play"
    DWELL = "dwell"
    LIKE = "like"
    SAVE = "save"
    COMMENT = "comment"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader sees of an article before opening it, and how long it is."""

    article_id: int
    topic: str
    words: int
    is_bait: bool = False


@dataclass(frozen=True, slots=True)
class Tastes:
    """How likely a reader opens a card of a topic they like; `curiosity` for every other topic."""

    topics: Mapping[str, float]
    curiosity: float = 0.04

    def p_play(self, card: Card) -> float:
        """The probability of opening this card once it is seen. Bait works, on everybody."""
        p = self.topics.get(card.topic, self.curiosity)
        return min(0.9, p * BAIT_PULL) if card.is_bait else p


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done; `value` is seconds for a dwell, else 1."""

    article_id: int
    kind: Kind
    value: float = 1.0


GOES_ON = 0.94  # after each card; half of all readers get to card 11, three in ten to the end of 20
BAIT_PULL = 1.6
WORDS_A_SECOND = 238 / 60  # Brysbaert 2019, silent reading of non-fiction
P_LIKE, P_SAVE, P_COMMENT = 0.30, 0.08, 0.05  # once an article of a liked topic was read
P_HIDE = 0.012  # of a card seen, not opened, of a topic that is not liked: about one in seven pages


def acts(cards: Sequence[Card], tastes: Tastes, rng: Random) -> list[Act]:
    """Everything this reader does with the page, in order."""
    done: list[Act] = []
    for card in cards:
        done += _with_card(card, tastes, rng)
        if rng.random() > GOES_ON:
            break
    return done


def _with_card(card: Card, tastes: Tastes, rng: Random) -> list[Act]:
    seen = Act(card.article_id, Kind.VIEW)
    if rng.random() < tastes.p_play(card):
        return [seen, *_reading(card, tastes, rng)]
    if card.topic not in tastes.topics and rng.random() < P_HIDE:
        return [seen, Act(card.article_id, Kind.HIDE)]
    return [seen]


def _reading(card: Card, tastes: Tastes, rng: Random) -> list[Act]:
    """Opened: how long it holds them, and what they do afterwards."""
    is_liked = card.topic in tastes.topics and not card.is_bait
    share = rng.uniform(0.6, 1.2) if is_liked else rng.uniform(0.05, 0.5)
    read = [
        Act(card.article_id, Kind.PLAY),
        Act(card.article_id, Kind.DWELL, round(max(2.0, share * card.words / WORDS_A_SECOND), 1)),
    ]
    if not is_liked:
        return read
    chances = ((Kind.LIKE, P_LIKE), (Kind.SAVE, P_SAVE), (Kind.COMMENT, P_COMMENT))
    return read + [Act(card.article_id, kind) for kind, p in chances if rng.random() < p]
