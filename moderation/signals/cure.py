"""A remedy is said to cure a grave illness."""

from moderation import claims, guards
from moderation.claims import Claim
from moderation.evidence import Reading, Sentence
from moderation.guards import Guard, Kind
from moderation.lexicon.guards import MEDICINE
from moderation.params import (
    HARM_GRAVE,
    HARM_LESSER,
    HARM_REPORTED,
    P_CLAIM,
    P_CLAIM_PRAISED,
    P_DENIED,
    P_LESSER,
    P_REPORTED,
)
from moderation.types import Signal, Span

NAME = "cure"


def cure(reading: Reading) -> Signal:
    """The probability that the article promises such a cure, by its worst sentence; spans say where."""
    found = [
        (sentence, claim, guards.guard(sentence, claim.promise, claim.first)) for sentence, claim in _claims(reading)
    ]
    is_debunk = _is_debunk(reading, [(sentence, guard) for sentence, _, guard in found])
    worst = Signal(NAME, 0.0)
    spans: list[Span] = []
    for sentence, claim, guard in found:
        p, harm, why = _weigh(claim, guard, is_debunk=is_debunk)
        if p >= P_LESSER:
            spans.append(Span(sentence.start, sentence.end, why))
        if (harm * p, p) > (worst.harm * worst.p, worst.p):
            worst = Signal(NAME, p, harm=harm)
    return Signal(NAME, worst.p, tuple(spans), harm=worst.harm)


def _claims(reading: Reading) -> list[tuple[Sentence, Claim]]:
    """Every sentence with a claim, read with what the title and the sentence before it have named."""
    if not any(claims.illnesses(sentence) for sentence in reading.sentences):
        return []
    found: list[tuple[Sentence, Claim]] = []
    title = reading.title
    before: Sentence | None = None
    for sentence in reading.sentences:
        context = [one for one in (before, title) if one is not None and one is not sentence]
        carries_remedy = any(claims.remedies(one.tokens) and not MEDICINE.anywhere(one.tokens) for one in context)
        carries_illness = any(grave for one in context for _, grave in claims.illnesses(one))
        claim = claims.find(sentence, carries_remedy=carries_remedy, carries_illness=carries_illness)
        if claim is not None:
            found.append((sentence, claim))
        before = sentence
    return found


def _is_debunk(reading: Reading, found: list[tuple[Sentence, Guard]]) -> bool:
    """The title takes it back, or sentences that take it back outnumber those that promise."""
    title = reading.title
    if title is not None and (guards.denies(title) or any(s is title and g.kind is Kind.DENIED for s, g in found)):
        return True
    promising = sum(guard.kind in {Kind.PLAIN, Kind.PRAISED} for _, guard in found)
    denying = {id(sentence) for sentence, guard in found if guard.kind is Kind.DENIED}
    denying |= {id(sentence) for sentence in reading.sentences if guards.denies(sentence)}
    return len(denying) > promising


def _weigh(claim: Claim, guard: Guard, *, is_debunk: bool) -> tuple[float, float, str]:
    """Probability, harm, and the words for a moderator."""
    what = "a remedy is said to cure a grave illness" if claim.is_grave else "a remedy is said to cure an illness"
    if guard.kind in {Kind.DENIED, Kind.ELSEWHERE}:
        return P_DENIED, HARM_REPORTED, f"{what}, but the sentence {guard.why}"
    if guard.kind is Kind.REPORTED:
        return (P_DENIED if is_debunk else P_REPORTED), HARM_REPORTED, f"{what}; the sentence {guard.why}"
    is_praised = guard.kind is Kind.PRAISED
    if is_debunk:
        return P_REPORTED, HARM_REPORTED, f"{what}, in an article that takes it back"
    if not claim.is_grave:
        return (P_DENIED if claim.is_weak else P_LESSER), HARM_LESSER, what
    if claim.is_weak:
        return (
            (P_CLAIM, HARM_GRAVE, f"{what}, {guard.why}")
            if is_praised
            else (P_REPORTED, HARM_REPORTED, "a remedy is said to help against a grave illness")
        )
    if claim.remedy is None and not claim.is_carried:
        return (
            (P_CLAIM, HARM_GRAVE, f"a cure of a grave illness is promised, {guard.why}")
            if is_praised
            else (P_REPORTED, HARM_REPORTED, "a grave illness is said to be cured")
        )
    return (P_CLAIM_PRAISED, HARM_GRAVE, f"{what}, {guard.why}") if is_praised else (P_CLAIM, HARM_GRAVE, what)
