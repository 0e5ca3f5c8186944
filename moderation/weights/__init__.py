"""The learned weights: the shipped ones in this folder, or those of the active version."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "claims.npz"
FORMAT = 1  # raised when the hashing of moderation/grams.py changes: old weights would be noise


class WeightsError(Exception):
    """The weights cannot be used; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """One linear judgement over hashed n-grams and the features of moderation/tone.py: logit = scale x sum + offset."""

    grams: "NDArray[np.float32]"
    features: "NDArray[np.float32]"
    scale: float
    offset: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What one model version knows: `rarity` of each n-gram, and a head for "about health" and one for "dubious"."""

    name: str
    rarity: "NDArray[np.float32]"
    health: Head
    dubious: Head


def load(path: str = "") -> Weights:
    """The weights in this file, the shipped ones by default; read once a change. Raises WeightsError."""
    file = Path(path) if path else SHIPPED
    try:
        changed = file.stat().st_mtime_ns
    except OSError as error:
        raise WeightsError(
            f"The weights {file} cannot be read ({error.strerror}); run train_claims --publish."
        ) from error
    return _loaded(file, changed)


@lru_cache(maxsize=4)
def _loaded(file: Path, _changed: int) -> Weights:
    import numpy as np  # on first use: heavy

    try:
        with np.load(file, allow_pickle=False) as stored:
            meta = json.loads(str(stored["meta"]))
            if meta.get("format") != FORMAT:
                raise WeightsError(f"The weights {file} are of format {meta.get('format')}, not {FORMAT}; train again.")
            rarity = _float(stored["rarity"], meta["step_rarity"])
            health, dubious = (
                Head(
                    _float(stored[head], meta[head]["step"]),
                    stored[f"{head}_features"].astype(np.float32),
                    float(meta[head]["scale"]),
                    float(meta[head]["offset"]),
                )
                for head in ("health", "dubious")
            )
            return Weights(str(meta["name"]), rarity, health, dubious)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise WeightsError(f"The weights {file} are broken ({error}); run train_claims --publish.") from error


def _float(small: "NDArray[np.int8]", step: float) -> "NDArray[np.float32]":
    """Stored as one byte and a step: the ranking of texts does not notice (docs/moderation.md)."""
    import numpy as np

    return small.astype(np.float32) * np.float32(step)
