"""The learned weights: those that ship in this folder, or of the active version. Beside them: stance, despair; file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moderation.lesson import Lesson
from moderation.memory import Memory
from moderation.weights import file
from moderation.weights.file import OutdatedError, WeightsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FORMAT", "HEADS", "SHIPPED", "Head", "Weights", "WeightsError", "load", "load_usable", "save"]

SHIPPED = Path(__file__).parent / "claims.npz"
HEADS = ("health", "dubious")
FORMAT = 3  # raised when the hashing of moderation/grams.py or the features of tone change: old weights would be noise


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
    return file.load(Path(path) if path else SHIPPED, _KIND)


def load_usable(path: str = "") -> Weights:
    """The same, or what ships in place of a version that an earlier release learnt: after an update articles are
    judged as on a new site, and the next night learns anew. Raises WeightsError for what is lost or broken.
    """
    try:
        return load(path)
    except OutdatedError:
        if not path:
            raise
        return load()


def save(weights: Weights, path: Path) -> None:
    """Write the weights; a reader sees the old file or the new one, never half of one."""
    import numpy as np

    meta: dict[str, object] = {"name": weights.name}
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in HEADS:
        head: Head = getattr(weights, name)
        arrays[f"{name}_grams"], step = file.as_bytes(head.grams)
        arrays[f"{name}_rarity"], rarity_step = file.as_bytes(head.rarity)
        arrays[f"{name}_features"] = head.features
        meta[name] = {"step": step, "rarity_step": rarity_step, "scale": head.scale, "offset": head.offset}
    memory = weights.memory
    arrays["memory_rarity"], step = file.as_bytes(memory.rarity)
    arrays["memory_counts"] = np.diff(memory.starts).astype(np.uint16)
    arrays["memory_claims"] = memory.claims.astype(np.uint16 if len(memory.worth) <= 1 << 16 else np.uint32)
    arrays["memory_length"], arrays["memory_worth"] = memory.length.astype(np.float16), memory.worth.astype(np.float16)
    meta["memory"] = {"step": step, "share": memory.share}
    meta["lessons"] = [[one.encoder, one.worth, one.offset] for one in weights.lessons]
    for at, lesson in enumerate(weights.lessons):
        arrays[f"lesson{at}_tone"], arrays[f"lesson{at}_pull"] = lesson.tone, lesson.pull
        # the length of a vector says nothing, so its step is not kept
        arrays[f"lesson{at}_landmarks"], _step = file.as_bytes(lesson.landmarks)
    file.save(path, _KIND, meta, arrays)


def _parse(meta: file.Meta, stored: file.Arrays) -> Weights:
    health, dubious = (_head(stored, name, meta[name]) for name in HEADS)
    return Weights(str(meta["name"]), health, dubious, _memory(stored, meta["memory"]), _lessons(stored, meta))


def _head(stored: file.Arrays, name: str, meta: file.Meta) -> Head:
    import numpy as np

    return Head(
        file.from_bytes(stored[f"{name}_grams"], meta["step"]),
        file.from_bytes(stored[f"{name}_rarity"], meta["rarity_step"]),
        stored[f"{name}_features"].astype(np.float32),
        float(meta["scale"]),
        float(meta["offset"]),
    )


def _memory(stored: file.Arrays, meta: file.Meta) -> Memory:
    import numpy as np

    return Memory(
        file.from_bytes(stored["memory_rarity"], meta["step"]),
        np.concatenate([[0], np.cumsum(stored["memory_counts"].astype(np.int64))]),
        stored["memory_claims"].astype(np.uint32),
        stored["memory_length"].astype(np.float32),
        stored["memory_worth"].astype(np.float32),
        float(meta["share"]),
    )


def _lessons(stored: file.Arrays, meta: file.Meta) -> tuple[Lesson, ...]:
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


_KIND = file.Kind(_parse, FORMAT, "train_claims --publish")
