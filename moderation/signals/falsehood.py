"""A well-known false claim about health, or advice that can poison: vaccines and autism, masts and viruses, bleach by the glass."""

from collections.abc import Sequence

from moderation import guards
from moderation.evidence import Reading, Sentence
from moderation.guards import Kind
from moderation.lexicon.falsehoods import FALSEHOODS
from moderation.params import HARM_FALSEHOOD, HARM_REPORTED, P_CLAIM, P_DENIED, P_REPORTED
from moderation.types import Signal, Span

NAME = "falsehood"
_GAP = 5  # tokens between who, does and what: "vaccines given to babies so early cause autism"

Place = tuple[int, int]


def falsehood(reading: Reading) -> Signal:
    """The probability that the article repeats one of them, by its worst sentence; spans say where."""
    found = [
        (sentence, why, guards.guard(sentence, verb, first, is_of_medicine=True).kind)
        for sentence in reading.sentences
        for why, verb, first in _matches(sentence)
    ]
    said = sum(kind in {Kind.PLAIN, Kind.PRAISED} for _, _, kind in found)
    # one sentence that takes it back weighs against one that says it: a debunk has to quote
    is_debunk = sum(guards.denies(sentence) for sentence in reading.sentences) >= max(1, said)
    p = harm = 0.0
    spans: list[Span] = []
    for sentence, why, kind in found:
        if kind in {Kind.PLAIN, Kind.PRAISED} and not is_debunk:
            p, harm = P_CLAIM, HARM_FALSEHOOD
        elif kind in {Kind.DENIED, Kind.ELSEWHERE} or is_debunk:
            p, harm = max(p, P_DENIED), max(harm, HARM_REPORTED)
            continue
        else:
            p, harm = max(p, P_REPORTED), max(harm, HARM_REPORTED)
        spans.append(Span(sentence.start, sentence.end, why))
    return Signal(NAME, p, tuple(spans), harm=harm)


def _matches(sentence: Sentence) -> list[tuple[str, Place, int]]:
    """Why, the verb, and the first token of every false claim."""
    some: list[tuple[str, Place, int]] = []
    for who, does, what, why in FALSEHOODS:
        ends = what.find(sentence.tokens)
        if not ends:
            continue
        starts = who.find(sentence.tokens)
        chain = _chain(starts, ends) if does is None else _chain(starts, does.find(sentence.tokens), ends)
        if chain is not None:
            verb = chain[1] if does is not None else (chain[-1][0], chain[-1][0] + 1)
            some.append((why, verb, chain[0][0]))
    return some


def _chain(*links: Sequence[Place]) -> list[Place] | None:
    """One place of each, in order, none further than _GAP from the one before."""
    first, *rest = links
    for place in first:
        chain = [place]
        for options in rest:
            following = next((o for o in options if 0 <= o[0] - chain[-1][1] <= _GAP), None)
            if following is None:
                break
            chain.append(following)
        else:
            return chain
    return None
