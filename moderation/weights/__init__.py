"""The learned weights: those that ship in this folder, or of the active version. Beside them: stance, despair."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from moderation.lesson import Lesson
from moderation.memory import Memory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "claims.npz"
HEADS = ("health", "dubious")
FORMAT = 2  # raised when the hashing of moderation/grams.py changes: old weights would be noise


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
    memory: Memory
    lessons: tuple[Lesson, ...] = ()

    def lesson(self, encoder: str) -> Lesson | None:
        """What decisions taught about articles with a vector of this encoder, else about those without one."""
        by_encoder = {lesson.encoder: lesson for lesson in self.lessons}
        return by_encoder.get(encoder) or by_encoder.get("")


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
            health, dubious = (_head(stored, name, meta[name]) for name in HEADS)
            return Weights(str(meta["name"]), health, dubious, _memory(stored, meta["memory"]), _lessons(stored, meta))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise WeightsError(f"The weights {file} are broken ({error}); run train_claims --publish.") from error


def save(weights: Weights, file: Path) -> None:
    """Write the weights; a reader sees the old file or the new one, never half of one."""
    import numpy as np

    meta: dict[str, object] = {"format": FORMAT, "name": weights.name}
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in HEADS:
        head: Head = getattr(weights, name)
        arrays[f"{name}_grams"], step = as_bytes(head.grams)
        arrays[f"{name}_rarity"], rarity_step = as_bytes(head.rarity)
        arrays[f"{name}_features"] = head.features
        meta[name] = {"step": step, "rarity_step": rarity_step, "scale": head.scale, "offset": head.offset}
    memory = weights.memory
    arrays["memory_rarity"], step = as_bytes(memory.rarity)
    arrays["memory_counts"] = np.diff(memory.starts).astype(np.uint16)
    arrays["memory_claims"] = memory.claims.astype(np.uint16 if len(memory.worth) <= 1 << 16 else np.uint32)
    arrays["memory_length"], arrays["memory_worth"] = memory.length.astype(np.float16), memory.worth.astype(np.float16)
    meta["memory"] = {"step": step, "share": memory.share}
    meta["lessons"] = [[one.encoder, one.worth, one.offset] for one in weights.lessons]
    for at, lesson in enumerate(weights.lessons):
        arrays[f"lesson{at}_tone"], arrays[f"lesson{at}_pull"] = lesson.tone, lesson.pull
        # the length of a vector says nothing, so its step is not kept
        arrays[f"lesson{at}_landmarks"], _step = as_bytes(lesson.landmarks)
    write(file, meta, arrays)


def write(file: Path, meta: Mapping[str, object], arrays: "Mapping[str, NDArray[np.generic]]") -> None:
    """A file of weights and what is known of them, complete before it gets its name. Raises OSError."""
    import numpy as np

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


def _memory(stored: "Mapping[str, NDArray[np.generic]]", meta: dict[str, float]) -> Memory:
    import numpy as np

    return Memory(
        stored["memory_rarity"].astype(np.float32) * np.float32(meta["step"]),
        np.concatenate([[0], np.cumsum(stored["memory_counts"].astype(np.int64))]),
        stored["memory_claims"].astype(np.uint32),
        stored["memory_length"].astype(np.float32),
        stored["memory_worth"].astype(np.float32),
        float(meta["share"]),
    )


def _lessons(stored: "Mapping[str, NDArray[np.generic]]", meta: Mapping[str, Any]) -> tuple[Lesson, ...]:
    import numpy as np

    return tuple(
        Lesson(
            str(encoder),
            stored[f"lesson{at}_tone"].astype(np.float32),
            stored[f"lesson{at}_landmarks"].astype(np.float32),
            stored[f"lesson{at}_pull"].astype(np.float32),
            (float(worth[0]), float(worth[1]), float(worth[2])),
            float(offset),
        )
        for at, (encoder, worth, offset) in enumerate(meta.get("lessons", []))
        if f"lesson{at}_landmarks" in stored  # one of an earlier release is left out: the next night learns it anew
    )


def as_bytes(values: "NDArray[np.float32]") -> "tuple[NDArray[np.int8], float]":
    """One byte a value and the step between them: the order of texts hardly notices (docs/moderation.md)."""
    import numpy as np

    step = float(np.abs(values).max(initial=0.0)) / 127 or 1.0
    return np.round(values / step).astype(np.int8), step
