"""MEASURE: how well matching finds claims that are said again, and tells a repetition from a debunk. No database."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feeds.vectors import Encode
from moderation.evidence import read
from moderation.params import KNOWN_AT
from moderation.references.harm import harm_of
from moderation.references.library import Entry, Library, library
from moderation.references.match import Meaning, match
from moderation.references.types import FALSE, HIGH
from moderation.references.wording import of_claim
from moderation.types import Evidence, Known, Stance

Figures = dict[str, float | int]


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the checked claim that it may be about, and what it makes of it: a `Stance`, or "other"."""

    claim: str
    title: str
    text: str
    says: str


@dataclass(slots=True)
class Material:
    """What is measured on: cases; more claims for the library; texts that say none of them."""

    cases: list[Case] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # by the name of their file


def measure(material: Material, *, encode: Encode | None = None) -> dict[str, Figures]:
    """Figures of the cases and of each kind of other texts; with `encode` by meaning as well."""
    claims = list(dict.fromkeys([*(case.claim for case in material.cases), *material.claims]))
    entries = [
        Entry(at, one, of_claim(one), FALSE, is_grave=harm_of(one) == HIGH, said="") for at, one in enumerate(claims)
    ]
    shelf = library(entries)
    meaning = _meaning(claims, encode) if encode is not None else None
    found: dict[str, Figures] = {"library": {"claims": len(claims)}}
    if material.cases:
        found["cases"] = _of_cases(material.cases, shelf, meaning)
    return found | {name: _of_texts(texts, shelf, meaning) for name, texts in material.texts.items()}


def _meaning(claims: Sequence[str], encode: Encode) -> Meaning:
    """As the site has it; a claim is embedded when a sentence first comes near it."""
    kept: dict[int, list[float]] = {}

    def cosines(asked: Sequence[tuple[str, Sequence[int]]]) -> list[Mapping[int, float]]:
        new = sorted({one for _text, some in asked for one in some} - kept.keys())
        vectors = encode([*(text for text, _some in asked), *(claims[one] for one in new)])
        kept.update(zip(new, vectors[len(asked) :], strict=True))
        return [
            {one: sum(x * y for x, y in zip(mine, kept[one], strict=True)) for one in some}
            for mine, (_text, some) in zip(vectors, asked, strict=False)
        ]

    return cosines


def _of_cases(cases: Sequence[Case], shelf: Library, meaning: Meaning | None) -> Figures:
    """Precision and recall of finding the claim at hand; how often its stance is told; who would be held."""
    of_cases = {case.claim for case in cases}
    right = wrong = told = held = held_wrongly = 0
    for case in cases:
        found = match(read(Evidence(case.title, case.text)), shelf, meaning=meaning)
        own = next((one for one in found if shelf.entries[one.reference_id].claim == case.claim), None)
        near = [shelf.entries[one.reference_id].claim for one in found]
        wrong += sum(claim in of_cases and claim != case.claim for claim in near)
        holds = any(one.stance is Stance.REPEATS and one.is_sure for one in found)
        held += holds and case.says == Stance.REPEATS
        held_wrongly += holds and case.says != Stance.REPEATS
        if own is not None and case.says != "other":
            right, told = right + 1, told + (own.stance == case.says)
        elif own is not None:
            wrong += 1
    about = sum(case.says != "other" for case in cases)
    repeats = sum(case.says == Stance.REPEATS for case in cases)
    return {
        "cases": len(cases),
        "precision": _share(right, right + wrong),
        "recall": _share(right, about),
        "stance_accuracy": _share(told, right),
        "repeats_sure": _share(held, repeats),
        "others_sure": held_wrongly,
    }


def _of_texts(texts: Sequence[tuple[str, str]], shelf: Library, meaning: Meaning | None) -> Figures:
    """How many texts that say no checked claim are matched, queued or held all the same, and what matching costs."""
    readings = [read(Evidence(title, text)) for title, text in texts]
    began = time.process_time()
    found = [match(reading, shelf, meaning=meaning) for reading in readings]
    spent = time.process_time() - began
    return {
        "texts": len(texts),
        "matched": sum(bool(some) for some in found),
        "queued": sum(any(_asks(one) for one in some) for some in found),
        "held": sum(any(_asks(one) and one.is_sure and one.is_grave for one in some) for some in found),
        "ms": round(1000 * spent / max(1, len(texts)), 2),
    }


def _asks(one: Known) -> bool:
    return one.stance is Stance.REPEATS and one.likeness >= KNOWN_AT


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
