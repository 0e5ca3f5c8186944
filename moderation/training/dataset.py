"""Read labelled claims, and ordinary text that is not about health, from JSON lines."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.management import json_line
from moderation.evidence import read
from moderation.grams import tidy
from moderation.types import Evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Near-copies share their first characters (Constraint@AAAI21: 10,700 tweets have 9,713 distinct beginnings of 40).
PREFIX = 40
# Checkers' labels between true and false count less: graded or not, the figures on sets left out differ by .001.
SURETY = {"mixture": 0.6, "unproven": 0.6, "barely-true": 0.6, "mostly-true": 0.6, "half-true": 0.4}
SMALLEST = 20  # claims of each kind: below that neither a split nor a figure means anything
_SHORTEST = 20  # characters of a background sentence: "He said." is about nothing


class DatasetError(Exception):
    """A file cannot be used; the sentence names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Claims with their set and label, and background text for the health gate."""

    texts: tuple[str, ...]
    dubious: "NDArray[np.bool_]"
    sets: "NDArray[np.str_]"
    groups: "NDArray[np.str_]"  # near-copies share one
    surety: "NDArray[np.float64]"  # how plain the label is, 1 by default
    background: tuple[str, ...]
    fingerprint: str  # SHA-256 of all files, in the order given

    @property
    def names(self) -> list[str]:
        """The sets, sorted."""
        return sorted(set(self.sets.tolist()))


def read_files(paths: Sequence[Path]) -> Dataset:
    """The rows of all files. A row with `dubious` is a claim, one with `text` alone (and a title) is background.

    Raises DatasetError.
    """
    import numpy as np  # on first use: heavy

    claims: list[tuple[str, bool, str, float]] = []
    background: list[str] = []
    digest = hashlib.sha256()
    for path in paths:
        for row in _rows(path, digest):
            if "dubious" in row:
                surety = SURETY.get(str(row.get("raw_label", "")), 1.0)
                claims.append((str(row["text"]), bool(row["dubious"]), str(row.get("dataset", path.stem)), surety))
            else:
                background += _pieces(row)
    if not claims:
        raise DatasetError("None of the files holds claims: lines with `text`, `dubious` (0 or 1) and `dataset`.")
    count = sum(dubious for _, dubious, *_ in claims)
    if min(count, len(claims) - count) < SMALLEST:
        raise DatasetError(
            f"There are {count} dubious claims of {len(claims)}; at least {SMALLEST} of each kind are needed."
        )
    return Dataset(
        tuple(text for text, *_ in claims),
        np.array([dubious for _, dubious, *_ in claims]),
        np.array([name for _, _, name, _ in claims]),
        np.array([f"{name} {tidy(text)[:PREFIX]}" for text, _, name, _ in claims]),
        np.array([surety for *_, surety in claims]),
        tuple(dict.fromkeys(background)),
        digest.hexdigest(),
    )


def json_rows(path: Path, digest: "hashlib._Hash") -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a file of JSON lines, each with its place in words; the digest takes them in. Raises DatasetError."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        digest.update(line + b"\n")
        where = f"{path}, line {number}"
        try:
            row = json_line.loads(line, may_have_nan=True)
        except ValueError as error:
            raise DatasetError(f"{where} is not JSON: {error}.") from error
        if not isinstance(row, dict):
            raise DatasetError(f"{where} is no JSON object.")
        yield where, row


def _rows(path: Path, digest: "hashlib._Hash") -> Iterator[dict[str, Any]]:
    for where, row in json_rows(path, digest):
        if not isinstance(row.get("text"), str):
            raise DatasetError(f"{where} has no `text`.")
        if "dubious" in row and row["dubious"] not in (0, 1):
            raise DatasetError(f"{where}: `dubious` is {row['dubious']!r}; it has to be 0 or 1.")
        yield row


def _pieces(row: dict[str, Any]) -> list[str]:
    """The title and the sentences, as the gate will meet them."""
    reading = read(Evidence(str(row.get("title", "")), str(row["text"])))
    return [sentence.text for sentence in reading.sentences if len(sentence.text) >= _SHORTEST]
