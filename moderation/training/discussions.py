"""Read labelled comments and threads from JSON lines."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderation.remarks import tidy
from moderation.training.dataset import PREFIX, SMALLEST, DatasetError, json_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STANCES = ("support", "comment", "query", "deny")
DOUBTING = ("query", "deny")
UNVERIFIED = "U"  # a thread that nobody could check teaches nothing
_VERACITY = ("T", "F", UNVERIFIED)


@dataclass(frozen=True, slots=True)
class Discussions:
    """Comments with whether they doubt and their thread; threads with whether they are about something false."""

    remarks: tuple[str, ...]
    doubts: "NDArray[np.bool_]"
    thread_of: "NDArray[np.str_]"
    texts: tuple[str, ...]
    talks: tuple[tuple[str, ...], ...]
    false: "NDArray[np.bool_]"
    groups: "NDArray[np.str_]"  # of threads: near-copies of a text share one
    fingerprint: str  # SHA-256 of all files, in the order given


def read_discussions(paths: Sequence[Path]) -> Discussions:
    """The rows of all files: with `stance` a comment, with `label` and `comments` a thread. Raises DatasetError."""
    import numpy as np

    remarks: list[dict[str, Any]] = []
    threads: list[dict[str, Any]] = []
    digest = hashlib.sha256()
    for path in paths:
        for where, row in json_rows(path, digest):
            if "stance" in row:
                remarks.append(_remark(row, where))
            else:
                threads.append(_thread(row, where))
    known = [row for row in threads if row["label"] != UNVERIFIED and row["comments"]]
    doubts = np.array([row["stance"] in DOUBTING for row in remarks], dtype=bool)
    false = np.array([row["label"] == "F" for row in known], dtype=bool)
    for labels, what in ((doubts, "comments that doubt"), (false, "threads about something false")):
        if min(labels.sum(), (~labels).sum()) < SMALLEST:
            raise DatasetError(f"There are {labels.sum()} {what} of {len(labels)}; {SMALLEST} of each kind are needed.")
    return Discussions(
        tuple(row["comment"] for row in remarks),
        doubts,
        np.array([str(row["thread"]) for row in remarks]),
        tuple(row["text"] for row in known),
        tuple(tuple(row["comments"]) for row in known),
        false,
        np.array([tidy(row["text"])[:PREFIX] for row in known]),
        digest.hexdigest(),
    )


def _remark(row: dict[str, Any], where: str) -> dict[str, Any]:
    if not isinstance(row.get("comment"), str) or row["stance"] not in STANCES or "thread" not in row:
        raise DatasetError(f"{where}: a comment has `comment`, `thread`, and `stance`, one of {', '.join(STANCES)}.")
    return row


def _thread(row: dict[str, Any], where: str) -> dict[str, Any]:
    comments = row.get("comments")
    if not isinstance(row.get("text"), str) or row.get("label") not in _VERACITY or not isinstance(comments, list):
        raise DatasetError(f"{where}: a thread has `text`, `comments`, and `label`, one of {', '.join(_VERACITY)}.")
    words = [one.get("text") if isinstance(one, dict) else one for one in comments]
    if not all(isinstance(one, str) for one in words):
        raise DatasetError(f"{where}: `comments` has to be a list of texts, or of rows with `text`.")
    return {**row, "comments": [one for one in words if one]}
