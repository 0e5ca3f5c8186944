"""JSON lines, however broken: what a line or a file holds, or a sentence why it cannot be read."""

import json
from collections.abc import Iterator
from pathlib import Path

from feeds.management.answer import UsageError


def loads(line: bytes | str, *, may_have_nan: bool = False) -> object:
    """The value of the line, which a byte order mark may begin.

    Raises ValueError, also for what Python's json would let pass and an answer in UTF-8 could not hold: NaN, half a
    character (a lone surrogate), a thousand levels. `may_have_nan` reads NaN as None: so data frames write "unknown".
    """
    text = line if isinstance(line, str) else line.decode("utf-8")
    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=_unknown if may_have_nan else _refuse)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"it holds half a character, \\u{ord(error.object[error.start]):04x}") from error
    except RecursionError as error:
        raise ValueError("its lists or objects are nested too deeply") from error
    return value


def read(file: Path) -> Iterator[tuple[object, str]]:
    """The value of each line that is not empty, and which line it is. Raises UsageError with a sentence."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8: {error.reason} at byte {error.start}.") from error
    for number, line in enumerate(lines, start=1):
        where = f"Line {number} of {file}"
        if line.strip():
            try:
                yield loads(line), where
            except ValueError as error:
                raise UsageError(f"{where} is not JSON: {error}.") from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _unknown(_name: str) -> None:
    return None
