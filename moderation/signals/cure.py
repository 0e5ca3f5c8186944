"""A remedy is said to cure a grave illness."""

from moderation import claims, guards
from moderation.claims import Claim
from moderation.evidence import Reading, Sentence
from moderation.guards import Guard, Kind
from moderation.lexicon.cures import OPENERS, STRONG
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
_SHORT_QUESTION = 4  # tokens: "breast cancer?", "high blood pressure again?"


def cure(reading: Reading) -> Signal:
    """The probability that the article promises such a cure, by its worst sentence; spans say where."""
    found = [
        (sentence, claim, guards.guard(sentence, claim.promise, claim.first)) for sentence, claim in _claims(reading)
    ]
    if not found:
        return Signal(NAME, 0.0)
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
    named = [claims.illnesses(sentence) for sentence in reading.sentences]
    if not any(named):
        return []
    found: list[tuple[Sentence, Claim]] = []
    for at, sentence in enumerate(reading.sentences):
        before = sorted({0, at - 1}) if at and reading.sentences[0].is_title else [at - 1] if at else []
        context = [reading.sentences[one] for one in before]
        carries_illness = any(is_grave for one in before for _, is_grave in named[one])
        carries_remedy = bool(named[at]) and any(
            claims.remedies(one.tokens) and not MEDICINE.anywhere(one.tokens) for one in context
        )
        claim = claims.find(sentence, carries_remedy=carries_remedy, carries_illness=carries_illness)
        if claim is None and any(named[one] and _opens(reading.sentences[one], sentence) for one in before):
            claim = claims.advises(sentence)
        if claim is not None:
            found.append((sentence, claim))
    return found


def _opens(sentence: Sentence, answer: Sentence) -> bool:
    """A question or heading that promises the end of an illness, or names one whose end the answer promises."""
    if not OPENERS.isdisjoint(sentence.tokens[:2]) and claims.promises(sentence):
        return True
    return sentence.is_question and len(sentence.tokens) <= _SHORT_QUESTION and STRONG.anywhere(answer.tokens)


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
    if is_debunk:
        return P_REPORTED, HARM_REPORTED, f"{what}, in an article that takes it back"
    if not claim.is_grave:
        return (P_DENIED if claim.is_weak else P_LESSER), HARM_LESSER, what
    return _weigh_grave(claim, guard, what)


def _weigh_grave(claim: Claim, guard: Guard, what: str) -> tuple[float, float, str]:
    """The same for a claim about a grave illness that nothing takes back."""
    is_praised = guard.kind is Kind.PRAISED
    if claim.remedy is None and not claim.is_carried:
        if guard.is_plot:
            return P_CLAIM, HARM_GRAVE, f"a cure of a grave illness is promised, {guard.why}"
        return (P_DENIED if claim.is_of_people else P_REPORTED), HARM_REPORTED, "a grave illness is said to be cured"
    if claim.is_weak and not is_praised:
        return P_REPORTED, HARM_REPORTED, "a remedy is said to help against a grave illness"
    if is_praised:
        return (P_CLAIM if claim.is_weak else P_CLAIM_PRAISED), HARM_GRAVE, f"{what}, {guard.why}"
    return P_CLAIM, HARM_GRAVE, what
