"""The learned weights for what is said in a thread: if a comment doubts, if the thread is about something false."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moderation.weights import file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "stance.npz"
EARS = ("remark", "text", "talk")
FORMAT = 1  # raised when the hashing of moderation/remarks.py changes: old weights would be noise


@dataclass(frozen=True, slots=True)
class Ear:
    """One linear judgement over the hashed n-grams of one kind of text; words and letters are scaled each by itself."""

    grams: "NDArray[np.float32]"
    rarity: "NDArray[np.float32]"

    def heard(
        self, rows: "NDArray[np.int64]", slots: "NDArray[np.int64]", counts: "NDArray[np.float64]", texts: int
    ) -> "NDArray[np.float64]":
        """The sum for each of so many texts, from what `remarks.counted` says of them."""
        import numpy as np

        half = rows * 2 + (slots >= len(self.grams) // 2)
        length = np.sqrt(np.bincount(half, (counts * self.rarity[slots]) ** 2, minlength=2 * texts))
        total = np.bincount(half, counts * self.grams[slots], minlength=2 * texts) / np.maximum(length, 1e-9)
        return np.asarray(total.reshape(texts, 2).sum(axis=1))


@dataclass(frozen=True, slots=True)
class Stance:
    """What one model version knows of comments.

    Log-odds that a comment doubts = `remark` + lexicon, if it has a word of doubt + offset. Log-odds that the thread is
    about something false = `text` + `talk` + thread_offset.
    """

    name: str
    remark: Ear
    lexicon: float
    offset: float
    text: Ear
    talk: Ear
    thread_offset: float


def load(path: str = "") -> Stance:
    """The weights in this file, the shipped ones by default; read once a change. Raises WeightsError."""
    return file.load(Path(path) if path else SHIPPED, _KIND)


def save(stance: Stance, path: Path) -> None:
    """Write the weights; a reader sees the old file or the new one, never half of one."""
    arrays: dict[str, NDArray[np.generic]] = {}
    steps: dict[str, list[float]] = {}
    for name in EARS:
        ear: Ear = getattr(stance, name)
        arrays[f"{name}_grams"], step = file.as_bytes(ear.grams)
        arrays[f"{name}_rarity"], rarity_step = file.as_bytes(ear.rarity)
        steps[name] = [step, rarity_step]
    numbers = {"lexicon": stance.lexicon, "offset": stance.offset, "thread_offset": stance.thread_offset}
    file.save(path, _KIND, {"name": stance.name, "steps": steps, **numbers}, arrays)


def _parse(meta: file.Meta, stored: file.Arrays) -> Stance:
    remark, text, talk = (_ear(stored, name, meta["steps"][name]) for name in EARS)
    lexicon, offset, thread_offset = (float(meta[key]) for key in ("lexicon", "offset", "thread_offset"))
    return Stance(str(meta["name"]), remark, lexicon, offset, text, talk, thread_offset)


def _ear(stored: file.Arrays, name: str, steps: list[float]) -> Ear:
    grams, rarity = (stored[f"{name}_{part}"] for part in ("grams", "rarity"))
    return Ear(file.from_bytes(grams, steps[0]), file.from_bytes(rarity, steps[1]))


_KIND = file.Kind(_parse, FORMAT, "train_claims --comments")
