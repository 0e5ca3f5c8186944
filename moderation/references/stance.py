"""STANCE: does a sentence say a checked claim, report it, or deny it? By the same guards as every other claim."""

from collections.abc import Sequence
from dataclasses import replace

from moderation import guards
from moderation.evidence import Reading, Sentence, words
from moderation.guards import Kind
from moderation.letters import plain
from moderation.lexicon.guards import HEDGES, NEGATIONS, NOT_NEGATING
from moderation.lexicon.phrases import words as listed
from moderation.references.wording import numbers
from moderation.types import Stance

_SHARED = "·"  # stands where the sentence has a word of the claim: what the claim says guards nothing
# Others are said to think so: "some nurses fear that". Whoever writes "I believe" says it.
_BELIEF = frozenset(
    listed("""
believe, believes, believed, fear, fears, feared, agree, agrees, agreed, think, thinks, thought, wonder, read, heard,
told, convinced
""")
)
# "Nobody has ever shown that", "no study found that": further before a claim than a plain "not" reaches.
_NOBODY = frozenset(listed("nobody, none, nothing, no, never, neither"))
_SHOWN = frozenset(listed("shown, showed, proved, proven, prove, found, confirmed, demonstrated"))
_FAR = 8  # tokens
_BEFORE = 4  # tokens before the claim in which a "not" or a "may" belongs to it, as in moderation.guards


def stance(sentence: Sentence, claim: str) -> Stance:
    """How the sentence stands to the claim. A claim that denies something is repeated by denying it."""
    said = words(plain(claim))
    wanted = set(numbers(said)) - {0}
    places = [at for at, number in enumerate(numbers(sentence.tokens)) if number in wanted]
    if not places:
        return Stance.REPORTS
    first_word = places[0]
    first, last = max(0, first_word - _BEFORE), places[-1] + 1
    if _negates(sentence.tokens[first:last]) != _negates(said) or _is_unproven(sentence.tokens[:first_word]):
        return Stance.DENIES
    # What the sentence adds to the claim is what takes it back; its own "not" was weighed above.
    shared = set(places)
    added = replace(
        sentence,
        tokens=tuple(
            _SHARED if at in shared or token in NEGATIONS or token in said else token
            for at, token in enumerate(sentence.tokens)
        ),
    )
    kinds = {guards.guard(added, (at, at + 1), first_word, is_of_medicine=True).kind for at in places}
    if not kinds.isdisjoint({Kind.DENIED, Kind.ELSEWHERE}):
        return Stance.DENIES if Kind.DENIED in kinds else Stance.REPORTS
    if (
        Kind.REPORTED in kinds
        or HEDGES.anywhere(added.tokens[first:last])
        or _is_believed(sentence.tokens[:first_word])
    ):
        return Stance.REPORTS
    return Stance.REPEATS


def takes_back(reading: Reading, matched: Sequence[tuple[Sentence, Stance]]) -> Stance | None:
    """What the rest of the article makes of claims that it says: denied by its title, reported where sentences that
    take something back are as many as those that say a claim. None if nothing takes them back.
    """
    said = {id(sentence) for sentence, one in matched if one is Stance.REPEATS}
    denied = {id(sentence) for sentence, one in matched if one is Stance.DENIES}
    title = reading.title
    if title is not None and (id(title) in denied or (id(title) not in said and guards.denies(title))):
        return Stance.DENIES
    against = denied | {id(one) for one in reading.sentences if id(one) not in said and guards.denies(one)}
    return Stance.REPORTS if len(against) >= max(1, len(said)) else None


def _is_unproven(before: Sequence[str]) -> bool:
    near = before[-_FAR:]
    return not _NOBODY.isdisjoint(near) and not _SHOWN.isdisjoint(near)


def _is_believed(before: Sequence[str]) -> bool:
    near = before[-_BEFORE:]
    return not _BELIEF.isdisjoint(near) and {"i", "we"}.isdisjoint(near)


def _negates(tokens: Sequence[str]) -> bool:
    """A "not" that denies something; "no, it does not" denies once."""
    return any(
        token in NEGATIONS and following not in NOT_NEGATING
        for token, following in zip(tokens, (*tokens[1:], ""), strict=True)
    )
