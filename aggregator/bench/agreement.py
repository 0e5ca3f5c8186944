"""How well groups agree with those that people made of the same things."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import log


def agreement(true: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """NMI with the arithmetic mean, B-cubed precision, recall and F1: 1 for the same groups."""
    pairs, trues, founds = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    total = len(true)
    precision = sum(count * count / founds[group] for (_kind, group), count in pairs.items()) / total
    recall = sum(count * count / trues[kind] for (kind, _group), count in pairs.items()) / total
    known = sum(
        count / total * log(count * total / (trues[kind] * founds[group])) for (kind, group), count in pairs.items()
    )
    entropies = _entropy(trues, total) + _entropy(founds, total)
    return {
        "nmi": round(2 * known / entropies if entropies else 1.0, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "groups": len(founds),
    }


def _entropy(groups: Counter[Hashable], total: int) -> float:
    return -sum(count / total * log(count / total) for count in groups.values())
