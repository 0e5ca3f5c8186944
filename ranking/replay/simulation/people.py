"""Simulated readers: what they like is known here, and to nobody else.

A card is seen with a probability that falls down the page, and opened by a logistic curve of the reader's taste for its
topic, its likeness to what they like best, its quality, and boredom with the topic today. Seeing a topic wakes a taste
for it in those who have a hidden one. The numbers are ours, chosen so that a page of 20 gets one to three plays, and so
that who knows a reader wholly tells opened from passed over about seven times in ten, as the best models of MIND do
(AUC .68; facts of the project): readers who are easier to tell than real ones would make every figure too good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from ranking import params
from ranking.hot.columns import Floats, Ints, Matrix
from ranking.replay.simulation.corpus import Corpus, Texts
from ranking.training.labels import QUICK_BACK_S, Shown

GOES_ON = 0.96  # after each card; 44 % come to the end of a page
TRUST = 0.02  # log-odds lost a place: what stands high is believed to be better
BASE = -3.1  # .04: what is opened of a topic nobody cares for
LIKED = (1.1, 1.7)  # log-odds of a liked topic: opened at .12 to .20
HIDDEN = 0.3  # of a topic they would like if they met it
MOST = 1.4  # what a woken taste grows to
WAKES = {"play": 0.25, "view": 0.012}  # share of the way to MOST that one opening, one glance brings
STIRS = 0.05  # how much of that those feel who have no hidden taste for it
LIKENESS = 2.0  # log-odds a unit of cosine to what they like best
BOREDOM = 0.08  # log-odds lost a card of the topic seen today
P_LIKE, P_COMMENT = 0.12, 0.03  # once opened, of a liked topic; a third of it elsewhere
P_HIDE = (0.002, 0.012)  # of a card seen and not opened: of a topic they care for, of another
P_QUICK_BACK = (0.04, 0.15)
ELSEWHERE = 1 / 3
DRAWS = ("play", "like", "comment", "hide", "quick_back")


@dataclass(slots=True)
class Person:
    """One reader. `draws` fixes their dice for every piece, so that two sites can be compared on the same readers."""

    number: int
    affinity: Floats  # log-odds by topic
    growth: Floats  # 1 for a hidden taste, STIRS for none
    favourite: Matrix
    draws: Floats  # a row a piece, a column an act
    pace: Floats  # standard normal draws of the reading time, one a piece
    comes: float = 0.75  # the probability that they come today
    seen_today: Floats | None = None

    def wakes(self, topic: int, act: str) -> None:
        """A card of the topic was seen, or opened."""
        self.affinity[topic - 1] += self.growth[topic - 1] * WAKES[act] * max(0.0, MOST - self.affinity[topic - 1])

    def satisfied(self, plays: int) -> None:
        """After a day: who found something comes again, who did not stays away a little more often."""
        self.comes = min(0.95, max(0.3, self.comes + 0.04 * (min(plays, 4) - 1.5)))


def draw(count: int, stock: Texts, corpus: Corpus, *, seed: int) -> list[Person]:
    """Readers with two liked topics each, one or two hidden ones, and indifference to the rest."""
    return [_person(number, stock, corpus, np.random.default_rng([seed, number])) for number in range(1, count + 1)]


def _person(number: int, stock: Texts, corpus: Corpus, rng: np.random.Generator) -> Person:
    topics = rng.permutation(stock.topic_count)
    affinity = rng.uniform(-0.4, 0.3, size=stock.topic_count)
    growth = np.full(stock.topic_count, STIRS)
    liked = topics[:2] if stock.topic_count > 2 else topics[:1]  # noqa: PLR2004  two are liked, one stays unknown
    affinity[liked] = rng.uniform(*LIKED, size=len(liked))
    hidden = topics[2 : 3 + int(stock.topic_count > 6)]  # noqa: PLR2004  of many topics two are hidden tastes
    affinity[hidden], growth[hidden], growth[liked] = HIDDEN, 1.0, 0.0
    near = rng.choice(np.flatnonzero(np.isin(stock.topics, liked + 1)), size=3)
    favourite = stock.vectors[near].mean(axis=0)
    pieces = len(corpus.topic)
    return Person(
        number=number,
        affinity=affinity,
        growth=growth,
        favourite=favourite / max(float(np.linalg.norm(favourite)), 1e-9),
        draws=rng.random((pieces, len(DRAWS))),
        pace=rng.normal(size=pieces),
    )


def p_play(person: Person, corpus: Corpus, pieces: Ints, *, bored: bool = True) -> Floats:
    """The probability that the reader opens each piece (rows of the corpus) once they look at it."""
    topic = corpus.topic[pieces] - 1
    odds = BASE + person.affinity[topic] + corpus.quality[pieces]
    odds = odds + LIKENESS * (corpus.vectors[pieces] @ person.favourite)
    if bored and person.seen_today is not None:
        odds = odds - BOREDOM * person.seen_today[topic]
    return np.asarray(1 / (1 + np.exp(-odds)))


def worth(person: Person, corpus: Corpus, pieces: Ints, *, weights: dict[str, float]) -> Floats:
    """What each piece is truly worth to the equation: the acts of this reader, weighed as the site weighs them."""
    play = p_play(person, corpus, pieces, bored=False)
    cares = person.affinity[corpus.topic[pieces] - 1] > HIDDEN
    share = np.where(cares, 1.0, ELSEWHERE)
    back, hide = np.where(cares, *P_QUICK_BACK), np.where(cares, *P_HIDE)
    seconds = np.minimum(params.DWELL_CAP_S, _median_s(corpus, pieces, share) * exp(params.PLAYTIME_SD**2 / 2))
    return np.asarray(
        weights["play"] * play
        + weights["playtime"] * play * (1 - back) * seconds
        + weights["like"] * play * P_LIKE * share
        + weights["comment"] * play * P_COMMENT * share
        + weights["hide"] * (1 - play) * hide
        + weights["quick_back"] * play * back
    )


def _median_s(corpus: Corpus, pieces: Ints, share: Floats) -> Floats:
    """Half of the time its length asks for, less of what they do not care for."""
    asked = np.minimum(params.DWELL_CAP_S, corpus.words[pieces] / params.WORDS_A_SECOND)
    return np.asarray(np.maximum(8.0, 0.5 * asked * (0.5 + share / 2)))


def read(
    person: Person, corpus: Corpus, pieces: Sequence[int], *, dice: np.random.Generator
) -> tuple[list[Shown], Floats]:
    """What the reader does with a page of pieces (rows of the corpus), in order; their tastes move as they go.

    With it, how likely each was to be opened at the moment it was looked at; 0 for what was not.
    """
    if person.seen_today is None:
        person.seen_today = np.zeros(corpus.topic_count)
    stays = dice.random(len(pieces)) < GOES_ON
    deepest = int(np.argmin(stays)) if not stays.all() else len(pieces)
    shown, chance = [], np.zeros(len(pieces))
    for slot, piece in enumerate(pieces):
        if slot > deepest:
            shown.append(Shown(slot))
            continue
        chance[slot] = float(p_play(person, corpus, np.array([piece]))[0]) * exp(-TRUST * slot)
        shown.append(_with_card(person, corpus, slot, piece, p=float(chance[slot])))
        topic = int(corpus.topic[piece])
        person.seen_today[topic - 1] += 1
        person.wakes(topic, "play" if shown[-1].played else "view")
    return shown, chance


def _with_card(person: Person, corpus: Corpus, slot: int, piece: int, *, p: float) -> Shown:
    play, like, comment, hide, back = person.draws[piece]
    cares = bool(person.affinity[corpus.topic[piece] - 1] > HIDDEN)
    share = 1.0 if cares else ELSEWHERE
    if play >= p:
        return Shown(slot, viewed=True, hidden=bool(hide < P_HIDE[0 if cares else 1]))
    if back < P_QUICK_BACK[0 if cares else 1]:
        return Shown(slot, viewed=True, played=True, seconds=QUICK_BACK_S * float(like))
    middle = float(_median_s(corpus, np.array([piece]), np.array([share]))[0])
    seconds = min(params.DWELL_CAP_S, max(QUICK_BACK_S, middle * exp(params.PLAYTIME_SD * person.pace[piece])))
    return Shown(
        slot,
        viewed=True,
        played=True,
        liked=bool(like < P_LIKE * share),
        commented=bool(comment < P_COMMENT * share),
        seconds=seconds,
    )
