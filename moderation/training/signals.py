"""How often the signals made of words are right: on labelled headlines, and on cases of our own by batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moderation.evidence import read
from moderation.params import DISTRESS_AT, HOLD_HARM, P_SAD_WITH_HELP
from moderation.signals.bait import bait
from moderation.signals.distress import distress
from moderation.types import Evidence

LEVELS = (0.25, 0.4, 0.6, 0.85)  # of p_bait: any sign; points; withholds; two kinds
BEGS = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what a person wants of it: bait, despair, urging, subject or none."""

    evidence: Evidence
    want: str
    batch: str


def of_headlines(headlines: Sequence[tuple[str, bool]]) -> list[dict[str, float]]:
    """Precision and recall of p_bait at LEVELS, of headlines and whether they are labelled clickbait."""
    found = [(bait(read(Evidence(text, ""))).p, is_bait) for text, is_bait in headlines]
    baits = sum(is_bait for _, is_bait in found)
    answer = []
    for level in LEVELS:
        marked = [is_bait for p, is_bait in found if p >= level]
        right = sum(marked)
        precision, recall = right / len(marked) if marked else 0.0, right / baits if baits else 0.0
        answer.append({"p_bait": level, "n": len(marked), "precision": round(precision, 4), "recall": round(recall, 4)})
    return answer


def of_cases(cases: Sequence[Case]) -> Mapping[str, list[int]]:
    """By batch and want: how many are right, and how many there are."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    is_about_bait = any(case.want == "bait" for case in cases)
    for case in cases:
        key = f"{case.batch}: {case.want}"
        total[key] += 1
        right[key] += case.want == (_bait(case) if is_about_bait else _distress(case.evidence, case.want))
    return {key: [right[key], count] for key, count in total.items()}


def _bait(case: Case) -> str:
    return "bait" if bait(read(case.evidence)).p >= BEGS else "none"


def _distress(evidence: Evidence, want: str) -> str:
    """What a reader or a moderator gets: a look at once, a help box (of despair and of the subject alike), nothing."""
    signal = distress(read(evidence))
    if signal.p >= DISTRESS_AT and signal.harm >= HOLD_HARM:
        return "urging"
    if signal.p < P_SAD_WITH_HELP:
        return "none"
    return want if want in {"despair", "subject"} else "despair"
