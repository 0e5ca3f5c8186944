"""A well-known false claim about health, or advice that can poison: vaccines and autism, bleach by the glass."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from moderation import guards
from moderation.evidence import Reading, Sentence
from moderation.guards import Kind
from moderation.lexicon.falsehoods import FALSEHOODS, MEDICINES, QUIT, Falsehood
from moderation.lexicon.remedies import REMEDIES
from moderation.params import HARM_FALSEHOOD, HARM_REPORTED, P_CLAIM, P_DENIED, P_REPORTED
from moderation.types import Signal, Span

NAME = "falsehood"
_NEAR = 1  # "stop all medication", "cut your daily insulin"
_GAP = 5  # tokens between who, does and what: "vaccines given to babies so early cause autism"

Place = tuple[int, int]


def falsehood(reading: Reading) -> Signal:
    """The probability that the article repeats one of them, by its worst sentence; spans say where."""
    found = [
        (sentence, why, guards.guard(without, verb, first, is_of_medicine=True).kind)
        for sentence, without, why, verb, first in _all(reading)
    ]
    if not found:
        return Signal(NAME, 0.0)
    said = sum(kind in {Kind.PLAIN, Kind.PRAISED} for _, _, kind in found)
    # One sentence that takes it back weighs against one that says it: a debunk has to quote.
    matched = {sentence.start for sentence, _, kind in found if kind in {Kind.PLAIN, Kind.PRAISED}}
    is_debunk = sum(guards.denies(s) for s in reading.sentences if s.start not in matched) >= max(1, said)
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


def _all(reading: Reading) -> Iterator[tuple[Sentence, Sentence, str, Place, int]]:
    possible = [
        one for one in FALSEHOODS if all(part is None or part.may_stand_in(reading.vocabulary) for part in one[:3])
    ]  # most articles have no word of most
    for sentence in reading.sentences if possible else ():
        for match in _matches(sentence, possible):
            yield sentence, *match
    if not (QUIT.may_stand_in(reading.vocabulary) and MEDICINES.may_stand_in(reading.vocabulary)):
        return
    for match in _leaves_treatment(reading):
        yield match[0], *match


def _matches(sentence: Sentence, possible: Sequence[Falsehood]) -> Iterator[tuple[Sentence, str, Place, int]]:
    """For every false claim: the sentence for the guards, why, the verb, and the first token of the claim."""
    tokens = sentence.tokens
    for who, does, what, why in possible:
        ends = what.find(tokens)
        if not ends:
            continue
        starts = who.find(tokens)
        chain = _chain(starts, ends) if does is None else _chain(starts, does.find(tokens), ends)
        if chain is None:
            continue
        first, last = chain[0][0], chain[-1]
        if does is None:  # "is a hoax" is here the claim, not what takes it back
            yield replace(sentence, tokens=(*tokens[: last[0]], *tokens[last[1] :])), why, (last[0], last[0]), first
        else:
            yield sentence, why, chain[1], first


def _leaves_treatment(reading: Reading) -> Iterator[tuple[Sentence, str, Place, int]]:
    """Advice such as "stop your tablets", in an article that has a remedy to offer."""
    offers = any(REMEDIES.anywhere(sentence.tokens) for sentence in reading.sentences)
    for sentence in reading.sentences if offers else ():
        chain = _chain(QUIT.find(sentence.tokens), MEDICINES.find(sentence.tokens), gap=_NEAR)
        if chain is not None:
            yield sentence, "advises to leave a treatment", chain[0], chain[0][0]


def _chain(*links: Sequence[Place], gap: int = _GAP) -> list[Place] | None:
    """One place of each, in order, none further than `gap` tokens from the one before."""
    first, *rest = links
    for place in first:
        chain = [place]
        for options in rest:
            following = next((o for o in options if 0 <= o[0] - chain[-1][1] <= gap), None)
            if following is None:
                break
            chain.append(following)
        else:
            return chain
    return None
