"""The learned weights for despair: one number a dimension of one encoder's vectors."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from moderation.weights.file import WeightsError, replace

SHIPPED = Path(__file__).parent / "despair.json"


@dataclass(frozen=True, slots=True)
class Despair:
    """A logistic regression over the vectors of `encoder`."""

    encoder: str
    weights: tuple[float, ...]
    offset: float

    def p(self, encoder: str, vector: tuple[float, ...]) -> float | None:
        """How likely the text of this vector speaks of despair; None of another encoder, or without a vector."""
        if encoder != self.encoder or len(vector) != len(self.weights):
            return None
        total = self.offset + sum(a * b for a, b in zip(self.weights, vector, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load(file: Path = SHIPPED) -> Despair:
    """The weights in this file; read once. Raises WeightsError."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return Despair(str(found["encoder"]), tuple(map(float, found["weights"])), float(found["offset"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"The weights {file} cannot be read ({error}); make them with train_despair.") from error


def save(file: Path, despair: Despair, report: dict[str, Any]) -> None:
    """Write the weights with the report of their training beside them. Raises OSError."""
    row = {"encoder": despair.encoder, "offset": round(despair.offset, 4), "report": report}
    row["weights"] = [round(it, 4) for it in despair.weights]
    replace(file, (json.dumps(row) + "\n").encode())
