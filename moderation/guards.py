"""What takes a claim back: a denial, a debunk, a court, a question, a hedge, a laboratory, a charity walk."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from moderation.evidence import Sentence
from moderation.lexicon.guards import (
    ATTRIBUTIONS,
    AUTHORITIES,
    CONSPIRACY,
    CONTRAST,
    DEBUNKS,
    FUNDRAISING,
    HEDGES,
    LABORATORY,
    MAGIC,
    MEDICINE,
    NEGATIONS,
    NOT_NEGATING,
    PAST_AND_FICTION,
)
from moderation.lexicon.phrases import Phrases

Place = tuple[int, int]
_REACH = 4  # tokens before a verb in which a "not" or a "may" belongs to it
_REAL_QUESTIONS = frozenset(
    {"is", "can", "does", "could", "will", "do", "are", "has", "was", "should", "may", "might", "would"}
)
# apricot kernel cancer 'cures'
_SCARE_QUOTES = re.compile(r"[\"'](?:cure|heal|remed|miracle)\w*[\"']", re.IGNORECASE)
_RHETORICAL = frozenset({"did", "why", "how"})  # "did you know that garlic cures"
_REFUSED = frozenset(
    {"natural", "than", "without", "no", "instead", "of", "forget", "ditch", "skip", "away", "not", "your"}
)


class Kind(StrEnum):
    """How a claim stands in its sentence."""

    PLAIN = "plain"  # said straight out
    PRAISED = "praised"  # said with words of magic or conspiracy
    REPORTED = "reported"  # asked, hedged, or put in somebody's mouth
    DENIED = "denied"  # the sentence says the opposite
    ELSEWHERE = "elsewhere"  # courts, laboratories, charities, medicine, history: another subject


@dataclass(frozen=True, slots=True)
class Guard:
    """The kind, and the words for a moderator."""

    kind: Kind
    why: str
    is_plot: bool = False  # in words of conspiracy


def guard(sentence: Sentence, verb: Place, first: int, *, is_of_medicine: bool = False) -> Guard:
    """How the claim that begins at token `first`, with its verb at `verb`, stands in the sentence.

    `is_of_medicine`: the claim is itself about a vaccine or a drug, so naming one is no other subject.
    """
    tokens = sentence.tokens
    sells = CONSPIRACY.anywhere(tokens)
    praises = sells or MAGIC.anywhere(tokens)
    taken_back = (
        _denial(tokens, verb, first, sells=sells)
        or (None if sells else _other_subject(tokens, verb, first, is_of_medicine=is_of_medicine))
        or _report(sentence, verb, first, praises=praises)
    )
    if taken_back is not None:
        return taken_back
    return Guard(Kind.PRAISED, "in words of miracle or conspiracy", sells) if praises else Guard(Kind.PLAIN, "")


def _denial(tokens: Sequence[str], verb: Place, first: int, *, sells: bool) -> Guard | None:
    """The sentence says the opposite. Those who sell a plot speak of myths too, so theirs only waits for a person."""
    if _is_negated(tokens, verb[0]):
        return Guard(Kind.DENIED, "denies it")
    if _stands(DEBUNKS, tokens, first):
        return Guard(Kind.REPORTED if sells else Kind.DENIED, "speaks of evidence against it")
    return None


def _report(sentence: Sentence, verb: Place, first: int, *, praises: bool) -> Guard | None:
    """The sentence asks, hedges, or puts it in somebody's mouth."""
    tokens = sentence.tokens
    if sentence.is_question and not _REAL_QUESTIONS.isdisjoint(tokens[:_REACH]) and tokens[0] not in _RHETORICAL:
        return Guard(Kind.REPORTED, "asks whether")
    if LABORATORY.anywhere(tokens):
        return Guard(Kind.REPORTED if praises else Kind.ELSEWHERE, "speaks of a laboratory, animals or surfaces")
    if HEDGES.anywhere(tokens[max(0, verb[0] - _REACH) : verb[0]]):
        return Guard(Kind.REPORTED, "says it may")
    if _stands(ATTRIBUTIONS, tokens, first) or _SCARE_QUOTES.search(sentence.text):
        return Guard(Kind.REPORTED, "says that others claim it")
    return None


def denies(sentence: Sentence) -> bool:
    """The sentence has words of a debunk, whatever it is about."""
    return _stands(DEBUNKS, sentence.tokens, len(sentence.tokens))


def _is_negated(tokens: Sequence[str], verb: int) -> bool:
    for at in range(max(0, verb - _REACH), verb):
        if tokens[at] not in NEGATIONS or (at + 1 < len(tokens) and tokens[at + 1] in NOT_NEGATING):
            continue
        # "no" must touch the verb ("no known cure"); "no chemo, no surgery: garlic cures" does not.
        if tokens[at] != "no" or verb - at <= 2:  # noqa: PLR2004
            return True
    return False


def _stands(words: Phrases, tokens: Sequence[str], first: int) -> bool:
    """One of the words is there, is not itself denied, and no "but" stands between it and the claim after it."""
    for start, end in words.find(tokens):
        if start and tokens[start - 1] in {"not", "no", "isn't", "never"}:
            continue
        if (
            start > 1
            and tokens[start - 2] in {"not", "no", "isn't"}
            and tokens[start - 1] in {"a", "the", "just", "an"}
        ):
            continue
        if end <= first and not CONTRAST.isdisjoint(tokens[end:first]):
            continue
        return True
    return False


def _other_subject(tokens: Sequence[str], verb: Place, first: int, *, is_of_medicine: bool) -> Guard | None:
    """The sentence is about something else: a court, a collection, a story, a medicine."""
    for words, why in (
        (AUTHORITIES, "speaks of courts, police or warnings"),
        (FUNDRAISING, "speaks of raising money"),
        (PAST_AND_FICTION, "speaks of the past or of fiction"),
    ):
        if _stands(words, tokens, first):
            return Guard(Kind.ELSEWHERE, why)
    for start, end in () if is_of_medicine else MEDICINE.find(tokens):
        # "chemo cures" but not "better than chemo, garlic cures" or "throw away your pills"
        refused = not _REFUSED.isdisjoint(tokens[max(0, start - 2) : start])
        is_subject = first <= start <= verb[0] or (first == verb[0] and 0 <= verb[0] - end <= _REACH)
        if (is_subject or 0 <= start - verb[1] <= _REACH) and not refused:
            return Guard(Kind.ELSEWHERE, "speaks of a medicine, a trial or a vaccine")
    return None
