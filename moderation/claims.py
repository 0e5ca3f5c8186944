"""CLAIMS: where a sentence promises that a remedy cures an illness, in whatever order it says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from moderation.evidence import Sentence
from moderation.lexicon.cures import (
    ADVICE,
    BARE,
    CONTEST,
    INTO_THE_BODY,
    INTRANSITIVE,
    LINKS,
    NEAR_LINKS,
    PRONOUNS,
    STRONG,
    STUDIES,
    WEAK,
)
from moderation.lexicon.diseases import GERMS, GRAVE, GRAVE_IN_CAPITALS, LESSER, PEOPLE_AND_OFFICES
from moderation.lexicon.remedies import LESS_OF, REMEDIES, SOAPS, TRADE_OF

Place = tuple[int, int]  # tokens: first, one past the last

# Gaps in tokens, read off some hundred claims, such as "garlic, taken with warm water for a month, cures cancer".
_FAR, _NEAR, _TIGHT = 12, 5, 2
_IN_CAPITALS = re.compile("|".join(GRAVE_IN_CAPITALS))  # most sentences have no such letters, and need no splitting
_MOST = 12  # of each kind in a sentence: a text of nothing else would take minutes


@dataclass(frozen=True, slots=True)
class Claim:
    """A promise in a sentence. `remedy` is None when nobody says what cures, or when an earlier sentence says it."""

    promise: Place
    illness: Place
    remedy: Place | None
    is_grave: bool
    is_weak: bool = False
    is_carried: bool = False
    is_of_people: bool = False  # "cured of cancer": without a remedy that is most often a patient's good news

    @property
    def first(self) -> int:
        """The first token of the claim."""
        return min(self.promise[0], self.illness[0], self.remedy[0] if self.remedy else self.promise[0])


def remedies(tokens: Sequence[str]) -> list[Place]:
    """The remedies named, without a trade or a diet that cuts them: not "sugar tax", not "less salt"."""
    return [
        (start, end)
        for start, end in REMEDIES.find(tokens)
        if not (start and tokens[start - 1] in LESS_OF) and not (end < len(tokens) and tokens[end] in TRADE_OF)
    ]


def illnesses(sentence: Sentence) -> list[tuple[Place, bool]]:
    """The illnesses named, and whether each is grave."""
    tokens = sentence.tokens
    grave = GRAVE.find(tokens)
    if any(name in sentence.text for name in GRAVE_IN_CAPITALS) and not GRAVE_IN_CAPITALS.isdisjoint(
        sentence.text.replace("/", " ").replace(",", " ").replace(".", " ").split()
    ):
        grave += [(at, at + 1) for at, token in enumerate(tokens) if token.upper() in GRAVE_IN_CAPITALS]
    taken = {at for start, end in grave for at in range(start, end)}
    lesser = [place for place in LESSER.find(tokens) if place[0] not in taken]
    return [(place, True) for place in grave] + [(place, False) for place in lesser]


def promises(sentence: Sentence) -> bool:
    """A grave illness and its end, but no remedy, as in "want to be free from diabetes?"."""
    return any(
        is_grave and 0 <= illness[0] - promise[1] <= _TIGHT
        for promise in STRONG.find(sentence.tokens)
        for illness, is_grave in illnesses(sentence)
    )


def advises(sentence: Sentence) -> Claim | None:
    """A remedy to take ("drink okra water before bed"), as the answer to a promise just before."""
    for remedy in remedies(sentence.tokens):
        if not ADVICE.isdisjoint(sentence.tokens[max(0, remedy[0] - _TIGHT - 1) : remedy[0]]):
            return Claim(remedy, remedy, remedy, is_grave=True, is_carried=True)
    return None


def find(sentence: Sentence, *, carries_remedy: bool = False, carries_illness: bool = False) -> Claim | None:
    """The gravest claim of the sentence; the flags say what the sentences before it, or the title, have named."""
    named = illnesses(sentence)
    if not named and not carries_illness:
        return None
    some = [*_claims(sentence, named)]
    if not any(claim.is_grave and not claim.is_weak and claim.remedy for claim in some):
        some += _carried(sentence, named, carries_remedy=carries_remedy, carries_illness=carries_illness)
    return min(some, key=_harmless, default=None)


def _harmless(claim: Claim) -> tuple[bool, bool, bool, int]:
    """Sorts the gravest claim first."""
    return not claim.is_grave, claim.is_weak, claim.remedy is None and not claim.is_carried, claim.first


def _claims(sentence: Sentence, named: list[tuple[Place, bool]]) -> Iterator[Claim]:
    tokens = sentence.tokens
    cures = remedies(tokens)
    promises = [(place, False, False) for place in STRONG.find(tokens)]
    promises += [(place, True, False) for place in CONTEST.find(tokens)]
    if STUDIES.isdisjoint(tokens):
        promises += [(place, False, True) for place in WEAK.find(tokens)]
    for promise, is_contest, is_weak in promises[:_MOST]:
        for illness, is_grave in named[:_MOST]:
            if _overlap(promise, illness) or _is_of_people(tokens, promise, illness, is_contest=is_contest):
                continue
            claim = Claim(promise, illness, None, is_grave, is_weak)
            for remedy in cures[:_MOST]:
                if _fits(
                    tokens, remedy, promise, illness, is_contest=is_contest, is_weak=is_weak
                ) and not _is_disinfection(tokens, remedy, promise, illness):
                    yield replace(claim, remedy=remedy)
            if tokens[promise[0]] in BARE and is_grave and 0 <= illness[0] - promise[1] <= _TIGHT:
                yield replace(claim, is_of_people=not tokens[promise[0]].endswith("s"))


def _fits(
    tokens: Sequence[str], remedy: Place, promise: Place, illness: Place, *, is_contest: bool, is_weak: bool
) -> bool:
    """The three stand so that the sentence says: the remedy cures the illness."""
    to_promise, to_illness = promise[0] - remedy[1], illness[0] - promise[1]
    if remedy[0] <= promise[0] and to_illness >= 0:  # garlic cures cancer
        far, near = (_NEAR, _TIGHT + 1) if is_weak else (_TIGHT, _TIGHT) if is_contest else (_FAR, _NEAR)
        return to_promise <= far and to_illness <= near
    if remedy[0] >= illness[1] > promise[0] and to_illness >= 0:  # cure your cancer with garlic
        return to_illness <= _NEAR and _is_linked(tokens, illness[1], remedy[0])
    if illness[1] <= promise[0] < promise[1] <= remedy[0]:  # cancer cured by garlic
        return promise[0] - illness[1] <= _NEAR and _is_linked(tokens, promise[1], remedy[0])
    if is_contest or is_weak:
        return False
    if remedy[1] <= illness[0] and illness[1] <= promise[0]:  # garlic: the cancer killer
        # "ten drops, twice a day, and your diabetes is gone" may stand further apart
        far = _FAR if tokens[promise[0]] in INTRANSITIVE else _NEAR
        return illness[0] - remedy[1] <= far and promise[0] - illness[1] <= _TIGHT
    # for cancer, garlic is the cure
    return (
        illness[1] <= remedy[0]
        and remedy[1] <= promise[0]
        and remedy[0] - illness[1] <= _NEAR
        and to_promise <= _TIGHT + 2
    )


def _is_linked(tokens: Sequence[str], start: int, end: int) -> bool:
    between = tokens[start:end]
    if len(between) <= 1:
        return True
    return len(between) <= _FAR and (
        not LINKS.isdisjoint(between) or (len(between) <= _NEAR and not NEAR_LINKS.isdisjoint(between))
    )


def _carried(
    sentence: Sentence, named: list[tuple[Place, bool]], *, carries_remedy: bool, carries_illness: bool
) -> Iterator[Claim]:
    """Claims by pronoun: "it cures cancer" after one on garlic, "garlic cures it" after one on cancer."""
    tokens = sentence.tokens
    for promise in STRONG.find(tokens):
        start, end = promise
        if tokens[start] in INTRANSITIVE:
            continue
        is_bare = tokens[start] in BARE and tokens[start].endswith("s")
        if carries_remedy and (is_bare or start <= 1 or not PRONOUNS.isdisjoint(tokens[max(0, start - _NEAR) : start])):
            for illness, is_grave in named:
                if (
                    0 <= illness[0] - end <= _NEAR
                    and is_grave
                    and not _is_of_people(tokens, promise, illness, is_contest=False)
                ):
                    yield Claim(promise, illness, None, is_grave, is_carried=True)
        if carries_illness and end < len(tokens) and tokens[end] in {"it", "them", "this", "that"}:
            for remedy in remedies(tokens):
                if 0 <= start - remedy[1] <= _NEAR:
                    yield Claim(promise, (end, end + 1), remedy, is_grave=True, is_carried=True)


def _is_of_people(tokens: Sequence[str], promise: Place, illness: Place, *, is_contest: bool) -> bool:
    """The illness only describes somebody or something else: "tea kills cancer patient", "cancer charity"."""
    after = tokens[illness[1]] if illness[1] < len(tokens) else ""
    if after not in PEOPLE_AND_OFFICES:
        return False
    heals_people = tokens[promise[0]].startswith(("cure", "curi", "heal")) and after.startswith(("patient", "sufferer"))
    return is_contest or not heals_people


def _is_disinfection(tokens: Sequence[str], remedy: Place, promise: Place, illness: Place) -> bool:
    """Soap kills germs on a hand; that is no claim about the inside of a body."""
    if tokens[promise[0]].startswith(("cure", "curi", "heal", "revers")):
        return False
    return (
        bool(SOAPS.find(tokens[slice(*remedy)]))
        and GERMS.anywhere(tokens[slice(*illness)])
        and INTO_THE_BODY.isdisjoint(tokens)
    )


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
