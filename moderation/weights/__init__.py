"""The learned weights: the shipped ones in this folder, or those of the active version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "claims.npz"
HEADS = ("health", "dubious")
FORMAT = 1  # raised when the hashing of moderation/grams.py changes: old weights would be noise


class WeightsError(Exception):
    """The weights cannot be used; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """One linear judgement over hashed n-grams and the features of moderation/tone.py.

    logit = scale x (sum of `grams` / length of `rarity`) + features + offset. A head may have fewer slots than the
    hash, by a power of two.
    """

    grams: "NDArray[np.float32]"
    rarity: "NDArray[np.float32]"
    features: "NDArray[np.float32]"
    scale: float
    offset: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What one model version knows: is a text about health, and how dubious as a health claim."""

    name: str
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
        # opened here: numpy leaves a broken file open
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            meta = json.loads(str(stored["meta"]))
            if meta.get("format") != FORMAT:
                raise WeightsError(f"The weights {file} are of format {meta.get('format')}, not {FORMAT}; train again.")
            return Weights(str(meta["name"]), *(_head(stored, name, meta[name]) for name in HEADS))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise WeightsError(f"The weights {file} are broken ({error}); run train_claims --publish.") from error


def save(weights: Weights, file: Path) -> None:
    """Write the weights; a reader sees the old file or the new one, never half of one."""
    import numpy as np

    meta: dict[str, object] = {"format": FORMAT, "name": weights.name}
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in HEADS:
        head: Head = getattr(weights, name)
        arrays[f"{name}_grams"], step = _bytes(head.grams)
        arrays[f"{name}_rarity"], rarity_step = _bytes(head.rarity)
        arrays[f"{name}_features"] = head.features
        meta[name] = {"step": step, "rarity_step": rarity_step, "scale": head.scale, "offset": head.offset}
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as stream:
        np.savez_compressed(stream, meta=np.array(json.dumps(meta)), **arrays)  # type: ignore[arg-type]
    fresh.replace(file)


def _head(stored: "Mapping[str, NDArray[np.generic]]", name: str, meta: dict[str, float]) -> Head:
    import numpy as np

    return Head(
        stored[f"{name}_grams"].astype(np.float32) * np.float32(meta["step"]),
        stored[f"{name}_rarity"].astype(np.float32) * np.float32(meta["rarity_step"]),
        stored[f"{name}_features"].astype(np.float32),
        float(meta["scale"]),
        float(meta["offset"]),
    )


def _bytes(values: "NDArray[np.float32]") -> "tuple[NDArray[np.int8], float]":
    """One byte a value and the step between them: the order of texts hardly notices (docs/moderation.md)."""
    import numpy as np

    step = float(np.abs(values).max(initial=0.0)) / 127 or 1.0
    return np.round(values / step).astype(np.int8), step
