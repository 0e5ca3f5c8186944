"""Files of weights: arrays and what is known of them in one .npz, read once a change and replaced as a whole."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zipfile import BadZipFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

W = TypeVar("W")  # what a file of one kind becomes
Meta = Mapping[str, Any]
Arrays = Mapping[str, "NDArray[np.generic]"]


class WeightsError(Exception):
    """The weights cannot be used; the sentence says what to do."""


class OutdatedError(WeightsError):
    """The weights are whole, and of another release: what that release hashed is noise to this one."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[W]):
    """One kind of file: how its content becomes weights, which format that is, and the command that makes it."""

    parse: Callable[[Meta, Arrays], W]
    format: int
    remedy: str


def load(file: Path, kind: Kind[W]) -> W:
    """The weights in this file; read once a change. Raises WeightsError."""
    try:
        changed = file.stat().st_mtime_ns
    except OSError as error:
        raise WeightsError(f"The weights {file} cannot be read ({error.strerror}); run {kind.remedy}.") from error
    weights: W = _loaded(file, kind, changed)
    return weights


@lru_cache(maxsize=6)  # two of each kind are in use while a version is tried; some 15 MB each
def _loaded(file: Path, kind: Kind[Any], _changed: int) -> Any:
    import numpy as np  # on first use: heavy

    try:
        # opened here: numpy leaves a broken file open
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            meta = json.loads(str(stored["meta"]))
            if meta.get("format") != kind.format:
                raise OutdatedError(
                    f"The weights {file} are of format {meta.get('format')}, not {kind.format}; train again."
                )
            return kind.parse(meta, stored)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise WeightsError(f"The weights {file} are broken ({error}); run {kind.remedy}.") from error


def save(file: Path, kind: Kind[Any], meta: Meta, arrays: Arrays) -> None:
    """Write weights that `load` reads with the same kind. Raises OSError."""
    import numpy as np

    content = io.BytesIO()
    words = json.dumps({"format": kind.format, **meta})
    np.savez_compressed(content, meta=np.array(words), **arrays)  # type: ignore[arg-type]
    replace(file, content.getvalue())


def replace(file: Path, content: bytes) -> None:
    """Write it, complete before it gets its name: a reader sees the old file or the new one. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f"{file.suffix}.new")
    fresh.write_bytes(content)
    fresh.replace(file)


def as_bytes(values: "NDArray[np.float32]") -> "tuple[NDArray[np.int8], float]":
    """One byte a value and the step between them: the order of texts hardly notices (docs/moderation.md)."""
    import numpy as np

    step = float(np.abs(values).max(initial=0.0)) / 127 or 1.0
    return np.round(values / step).astype(np.int8), step


def from_bytes(stored: "NDArray[np.generic]", step: float) -> "NDArray[np.float32]":
    """What `as_bytes` made so, but for the rounding."""
    import numpy as np

    return stored.astype(np.float32) * np.float32(step)
