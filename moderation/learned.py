"""What the learned weights say of the pieces of an article: how far each is about health, and how dubious it sounds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moderation.evidence import Reading, Sentence, words
from moderation.grams import SLOTS, grams
from moderation.lexicon.common import COMMON
from moderation.lexicon.health import STRONG_HEALTH, WEAK_HEALTH
from moderation.params import MAX_SCORED, SHORT_TEXT, SPAN_AT
from moderation.tone import features
from moderation.weights import Head, Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_EXPLAINED = 3  # pieces of an article: the ones that decide
_MOST_LEFT_OUT = 60  # words: each costs a look at the text without it
_MOST_WORDS = 4
_LEAST_DROP = 0.1  # log-odds: what moves p by less than .025 explains nothing
_MARKS = ".,;:!?()[]\"'"
_TELL_NOTHING = COMMON | {""}


@dataclass(frozen=True, slots=True)
class Piece:
    """A title, a sentence, or a whole short text with what the two heads say of it."""

    start: int
    end: int
    is_title: bool
    text: str
    p_health: float
    p_dubious: float
    likeness: float  # to a claim that was checked before and found dubious
    because: tuple[str, ...] = ()  # its telling words, if it sounds dubious


@dataclass(frozen=True, slots=True)
class Vector:
    """The embedding of the whole article, and the encoder that made it; empty where there is none."""

    encoder: str = ""
    values: tuple[float, ...] = ()


NO_VECTOR = Vector()


def score(reading: Reading, weights: Weights, vector: Vector = NO_VECTOR) -> tuple[Piece, ...]:
    """The pieces that decide, scored. A claim or a short post is one piece; of an article the title and the sentences
    with most health words, MAX_SCORED in all: the rest would say less and cost time.
    """
    pieces = _pieces(reading)
    if not pieces:
        return ()
    texts = [" ".join(sentence.text for sentence in some) for some in pieces]
    health, dubious, likeness = logits(weights, texts, vector)
    explained = sorted(range(len(texts)), key=lambda at: -dubious[at])[:_MOST_EXPLAINED]
    because = {at: telling(texts[at], weights, vector) for at in explained if sigmoid(dubious[at]) >= SPAN_AT}
    return tuple(
        Piece(
            some[0].start,
            some[-1].end,
            some[0].is_title,
            texts[at],
            sigmoid(health[at]),
            sigmoid(dubious[at]),
            likeness[at],
            because.get(at, ()),
        )
        for at, some in enumerate(pieces)
    )


def deciding(reading: Reading) -> str:
    """The words of an article that a decision is about: all of a short text, else the title and the three sentences
    with most health words. Empty where there is nothing to read.
    """
    pieces = _pieces(reading)
    body = sorted((one for one in pieces if not one[0].is_title), key=lambda one: -_health_words(one[0]))
    kept = [one for one in pieces if one[0].is_title or one in body[:_MOST_EXPLAINED]]
    return " ".join(sentence.text for one in kept for sentence in one)


def telling(text: str, weights: Weights, vector: Vector = NO_VECTOR) -> tuple[str, ...]:
    """The words without which the text would sound least dubious, the strongest first: each is left out in turn."""
    tokens = text.split()[:_MOST_LEFT_OUT]
    places = [at for at, token in enumerate(tokens) if token.strip(_MARKS).lower() not in _TELL_NOTHING]
    without = [" ".join(tokens[:at] + tokens[at + 1 :]) for at in places]
    _health, (whole, *rest), _likeness = logits(weights, [" ".join(tokens), *without], vector)
    drops = sorted(
        ((whole - left, tokens[at].strip(_MARKS)) for left, at in zip(rest, places, strict=True)), reverse=True
    )
    kept = [token for drop, token in drops if drop >= _LEAST_DROP]
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]


def logits(
    weights: Weights, texts: Sequence[str], vector: Vector = NO_VECTOR
) -> tuple[list[float], list[float], list[float]]:
    """Log-odds of "about health" and of "dubious" for each text, and how like it is to a dubious claim of the memory
    (0 to 1; 0 if what is like it was found sound).
    """
    import numpy as np

    rows, slots = grams(texts)
    tone = np.array([features(text, words(text)) for text in texts], dtype=np.float32)

    def of(head: Head) -> "NDArray[np.float64]":
        at = slots if len(head.grams) == SLOTS else slots // (SLOTS // len(head.grams))
        rarity = head.rarity[at]
        length = np.sqrt(np.bincount(rows, rarity * rarity, minlength=len(texts)))
        total = np.bincount(rows, head.grams[at], minlength=len(texts)) / np.maximum(length, 1e-9)
        return np.asarray(head.scale * total + tone @ head.features + head.offset)

    lean, nearest = weights.memory.recalled(rows, slots, len(texts))
    shipped, lesson = of(weights.dubious), weights.lesson(vector.encoder)
    if lesson is not None:
        dubious = lesson.logits(shipped, lean, tone, vector.values)
    else:
        dubious = shipped + weights.memory.share * lean
    return of(weights.health).tolist(), dubious.tolist(), np.where(lean > 0, nearest, 0.0).tolist()


def sigmoid(logit: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _pieces(reading: Reading) -> list[tuple[Sentence, ...]]:
    sentences = reading.sentences
    if not sentences:
        return []
    if sentences[-1].end - sentences[0].start <= SHORT_TEXT:
        return [sentences]
    title = [sentence for sentence in sentences if sentence.is_title]
    body = [sentence for sentence in sentences if not sentence.is_title]
    ranked = sorted(body, key=lambda sentence: (-_health_words(sentence), sentence.start))
    chosen = sorted(ranked[: MAX_SCORED - len(title)], key=lambda sentence: sentence.start)
    return [*([tuple(title)] if title else []), *((sentence,) for sentence in chosen)]


def _health_words(sentence: Sentence) -> int:
    return 2 * len(STRONG_HEALTH.find(sentence.tokens)) + len(WEAK_HEALTH.find(sentence.tokens))
