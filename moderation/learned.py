"""What the learned weights say of the pieces of an article: how far each is about health, and how dubious it sounds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from moderation.evidence import Reading, Sentence, words
from moderation.grams import SLOTS, grams
from moderation.lexicon.health import STRONG_HEALTH, WEAK_HEALTH
from moderation.params import MAX_SCORED, SHORT_TEXT
from moderation.tone import features
from moderation.weights import Head, Weights


@dataclass(frozen=True, slots=True)
class Piece:
    """A title, a sentence, or a whole short text with what the two heads say of it."""

    start: int
    end: int
    is_title: bool
    text: str
    p_health: float
    p_dubious: float


def score(reading: Reading, weights: Weights) -> tuple[Piece, ...]:
    """The pieces that decide, scored. A claim or a short post is one piece; of an article the title and the sentences
    with most health words, MAX_SCORED in all: the rest would say less and cost time.
    """
    pieces = _pieces(reading)
    if not pieces:
        return ()
    texts = [" ".join(sentence.text for sentence in some) for some in pieces]
    health, dubious = logits(weights, texts)
    return tuple(
        Piece(some[0].start, some[-1].end, some[0].is_title, text, sigmoid(h), sigmoid(d))
        for some, text, h, d in zip(pieces, texts, health, dubious, strict=True)
    )


def logits(weights: Weights, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Log-odds of "about health" and of "dubious" for each text."""
    import numpy as np

    rows, slots = grams(texts)
    tone = np.array([features(text, words(text)) for text in texts], dtype=np.float32)

    def of(head: Head) -> list[float]:
        at = slots // (SLOTS // len(head.grams))
        rarity = head.rarity[at]
        length = np.sqrt(np.bincount(rows, rarity * rarity, minlength=len(texts)))
        total = np.bincount(rows, head.grams[at], minlength=len(texts)) / np.maximum(length, 1e-9)
        return [float(value) for value in head.scale * total + tone @ head.features + head.offset]

    return of(weights.health), of(weights.dubious)


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
