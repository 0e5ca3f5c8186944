"""Learn the tone of despair from cases of our own against ordinary texts, and say how well on cases not learnt from."""

from collections.abc import Sequence
from typing import Any

from moderation.evidence import read
from moderation.params import DESPAIR_AT
from moderation.signals.distress import distress
from moderation.types import Evidence
from moderation.weights.despair import Despair

UNSEEN = "third"  # the batch of cases that is only measured on
MOST_BACKGROUND = 2_600  # texts, half to learn from and half to count false alarms on: a minute of encoding
WEIGHT_BACKGROUND = 0.2  # each: they are ten times as many as the cases
INVERSE_PENALTY = 10.0  # 1 and 100 find as many, with one false alarm less and two more


def background(texts: Sequence[str]) -> list[str]:
    """Evenly picked from these, without those that have a word of despair."""
    step = max(1, len(texts) // MOST_BACKGROUND)
    picked = texts[::step][:MOST_BACKGROUND]
    return [text for text in picked if distress(read(Evidence("", text))).p == 0]


def learn(
    cases: Sequence[dict[str, str]],
    vectors: Sequence[Sequence[float]],
    ordinary: Sequence[Sequence[float]],
    *,
    encoder: str,
) -> tuple[Despair, dict[str, Any]]:
    """The weights from all batches but UNSEEN and every second ordinary text; the report counts on the others."""
    from sklearn.linear_model import LogisticRegression

    seen = [n for n, case in enumerate(cases) if case["batch"] != UNSEEN]
    rows = [*(vectors[n] for n in seen), *ordinary[::2]]
    is_sad = [cases[n]["want"] != "none" for n in seen] + [False] * len(ordinary[::2])
    weights = [1.0] * len(seen) + [WEIGHT_BACKGROUND] * len(ordinary[::2])
    fitted = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000).fit(rows, is_sad, sample_weight=weights)
    found = Despair(encoder, tuple(map(float, fitted.coef_[0])), float(fitted.intercept_[0]))
    alarms = sum(_is_seen(found, vector) for vector in ordinary[1::2])
    report: dict[str, Any] = {"at": DESPAIR_AT, "alarms": [alarms, len(ordinary[1::2])]}
    for want in dict.fromkeys(case["want"] for case in cases):
        those = [vectors[n] for n, case in enumerate(cases) if case["batch"] == UNSEEN and case["want"] == want]
        report[want] = [sum(_is_seen(found, vector) for vector in those), len(those)]
    return found, report


def _is_seen(despair: Despair, vector: Sequence[float]) -> bool:
    return (despair.p(despair.encoder, tuple(vector)) or 0.0) >= DESPAIR_AT
