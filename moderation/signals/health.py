"""Is it about health at all? A wide gate, never a verdict: only what is about health can be a dubious health claim."""

import re
from functools import cache

from moderation.evidence import Reading
from moderation.learned import Piece
from moderation.lexicon.health import FOREIGN_ILLNESSES, FOREIGN_PROMISES, STRONG_HEALTH, WEAK_HEALTH
from moderation.params import CAUTION_LANGUAGE, P_HEALTH_FOREIGN, P_HEALTH_STRONG_WORD, P_HEALTH_WEAK_WORD
from moderation.types import Signal, Span

NAME = "health"
_DECIDING = 2  # pieces: one sentence about a drug maker is no health article


def health(reading: Reading, pieces: tuple[Piece, ...]) -> Signal:
    """By the learned model where it can read, else by our vocabulary alone. `pieces` is empty without a model."""
    foreign = _foreign(reading)
    if not reading.is_english:
        return foreign
    top = sorted((piece.p_health for piece in pieces), reverse=True)[:_DECIDING]
    p = sum(top) / len(top) if top else _by_words(reading)
    return Signal(NAME, max(p, foreign.p), foreign.spans, foreign.caution)


def _by_words(reading: Reading) -> float:
    """Words as independent hints: three strong ones are as good as certain."""
    strong = sum(len(STRONG_HEALTH.find(sentence.tokens)) for sentence in reading.sentences)
    weak = sum(len(WEAK_HEALTH.find(sentence.tokens)) for sentence in reading.sentences)
    length = max(1, len(reading.sentences))
    none_means_it: float = (1 - P_HEALTH_STRONG_WORD) ** (2 * strong / length)
    none_means_it *= (1 - P_HEALTH_WEAK_WORD) ** (weak / length)
    return 1 - none_means_it


def _foreign(reading: Reading) -> Signal:
    """A grave illness and a promise of a cure in one sentence of a language the model cannot read."""
    spans: list[Span] = []
    is_health = False
    for sentence in reading.sentences:
        if reading.is_english and not sentence.is_foreign:
            continue
        text = sentence.original.lower()
        has_illness = _beginnings(FOREIGN_ILLNESSES).search(text) is not None
        is_health = is_health or has_illness
        if has_illness and _beginnings(FOREIGN_PROMISES).search(text):
            spans.append(
                Span(sentence.start, sentence.end, "names a grave illness and a cure, in a language not assessed")
            )
    caution = CAUTION_LANGUAGE if spans else ""  # a quotation that promises a cure has to be read, however short
    return Signal(NAME, P_HEALTH_FOREIGN if is_health else 0.0, tuple(spans), caution)


@cache
def _beginnings(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A word that begins with one of them; scripts from Hebrew on may write words without a gap."""
    return re.compile("|".join(("" if stem[0] >= "\u0590" else r"\b") + re.escape(stem) for stem in stems))
