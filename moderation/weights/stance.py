"""The learned weights for what is said in a thread: if a comment doubts, if the thread is about something false."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from moderation.weights import WeightsError, as_bytes, write

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
    file = Path(path) if path else SHIPPED
    try:
        changed = file.stat().st_mtime_ns
    except OSError as error:
        raise WeightsError(
            f"The weights {file} cannot be read ({error.strerror}); run train_claims --comments."
        ) from error
    return _loaded(file, changed)


@lru_cache(maxsize=2)
def _loaded(file: Path, _changed: int) -> Stance:
    import numpy as np  # on first use: heavy

    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            meta = json.loads(str(stored["meta"]))
            if meta.get("format") != FORMAT:
                raise WeightsError(f"The weights {file} are of format {meta.get('format')}, not {FORMAT}; train again.")
            remark, text, talk = (_ear(stored, name, meta["steps"][name]) for name in EARS)
            numbers = (float(meta[key]) for key in ("lexicon", "offset", "thread_offset"))
            lexicon, offset, thread_offset = numbers
            return Stance(str(meta["name"]), remark, lexicon, offset, text, talk, thread_offset)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise WeightsError(f"The weights {file} are broken ({error}); run train_claims --comments.") from error


def save(stance: Stance, file: Path) -> None:
    """Write the weights; a reader sees the old file or the new one, never half of one."""
    arrays: dict[str, NDArray[np.generic]] = {}
    steps: dict[str, list[float]] = {}
    for name in EARS:
        ear: Ear = getattr(stance, name)
        arrays[f"{name}_grams"], step = as_bytes(ear.grams)
        arrays[f"{name}_rarity"], rarity_step = as_bytes(ear.rarity)
        steps[name] = [step, rarity_step]
    numbers = {"lexicon": stance.lexicon, "offset": stance.offset, "thread_offset": stance.thread_offset}
    write(file, {"format": FORMAT, "name": stance.name, "steps": steps, **numbers}, arrays)


def _ear(stored: "Mapping[str, NDArray[np.generic]]", name: str, steps: list[float]) -> Ear:
    import numpy as np

    return Ear(
        stored[f"{name}_grams"].astype(np.float32) * np.float32(steps[0]),
        stored[f"{name}_rarity"].astype(np.float32) * np.float32(steps[1]),
    )
