"""A click log of a news site in the form that Globo.com published: a line of a CSV file for each opened article."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ranking.replay.tables import BadLogError, reading

Whole: TypeAlias = NDArray[np.int64]
COLUMNS = ("click_timestamp", "user_id", "session_id", "click_article_id")
ENDINGS = (".csv", ".csv.xz", ".csv.gz", ".csv.bz2")
_LATEST_MS = 4_102_444_800_000  # 2100: a later time is in another unit


@dataclass(frozen=True, slots=True)
class Clicks:
    """Clicks in the order of time: seconds since 1970, readers, sessions, and articles numbered from 0."""

    at_s: list[float]
    readers: list[int]
    sessions: list[int]
    articles: list[int]

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return max(self.articles) + 1


def read(path: Path) -> Clicks:
    """The clicks of a file, or of all such files of a folder. Raises BadLogError."""
    rows = np.concatenate([_rows(file) for file in _files(path)])
    if not len(rows):
        raise BadLogError(f"{path} holds no click.")
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    at_s, (_ids, articles) = rows[:, 0] / 1000, np.unique(rows[:, 3], return_inverse=True)
    return Clicks(at_s.tolist(), rows[:, 1].tolist(), rows[:, 2].tolist(), articles.tolist())


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise BadLogError(f"{path} is not there; give a click log (CSV, also .xz, .gz or .bz2) or a folder of them.")
    if not path.is_dir():
        return [path]
    found = [it for it in sorted(path.iterdir()) if it.name.endswith(ENDINGS)]
    if not found:
        raise BadLogError(f"{path} holds no file that ends with {', '.join(ENDINGS)}.")
    return found


def _rows(file: Path) -> Whole:
    """Milliseconds, reader, session, article of each line."""
    with reading(file) as lines:
        header = next(lines, "").lstrip("\ufeff").strip().split(",")
        if missing := [name for name in COLUMNS if name not in header]:
            raise BadLogError(f"{file} has no column {', '.join(missing)}; its first line must name its columns.")
        places = [header.index(name) for name in COLUMNS]
        found = np.fromiter(_numbers(lines, places, file), dtype=np.int64).reshape(-1, len(COLUMNS))
    late = np.flatnonzero((found[:, 0] < 0) | (found[:, 0] > _LATEST_MS))
    if len(late):
        raise BadLogError(f"{file} has the click_timestamp {found[late[0], 0]}; milliseconds since 1970 are expected.")
    return found


def _numbers(lines: Iterator[str], places: list[int], file: Path) -> Iterator[int]:
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        cells = line.split(",")
        try:
            found = [int(cells[place]) for place in places]
        except (ValueError, IndexError) as error:
            raise BadLogError(f"Line {number} of {file} is broken: it needs whole numbers as {COLUMNS}.") from error
        if max(map(abs, found)) >= 2**63:
            raise BadLogError(f"Line {number} of {file} holds a number that is too large.")
        yield from found
