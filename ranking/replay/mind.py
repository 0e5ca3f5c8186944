"""The log of MIND (Microsoft News): what each reader was shown, what of it they opened, and what the articles say.

behaviors.tsv: impression, user, time, history, `N123-1 N456-0 …`; news.tsv: id, category, subcategory, title, abstract,
url, entities of title and abstract. Both come in MINDsmall_train.zip and its like, from https://msnews.github.io, to
whoever accepts the terms there. News without a row, histories without an entry and lines without a label are all there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from sys import intern

from ranking.replay.tables import BadLogError, member, reading

BEHAVIORS, NEWS = "behaviors.tsv", "news.tsv"
_BEHAVIOR_COLUMNS, _NEWS_COLUMNS = 5, 4  # what is needed of five and of eight
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is known of an article; empty where its row is missing."""

    category: str = ""
    subcategory: str = ""
    title: str = ""
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One list that was shown: its articles, which were opened, and what the reader had opened before the log began."""

    reader: str
    at: datetime
    history: tuple[str, ...]
    articles: tuple[str, ...]
    opened: tuple[bool, ...]


@dataclass(slots=True)
class Log:
    """Lists in the order of time, and the articles that have a row."""

    shown: list[Shown] = field(default_factory=list)
    pieces: dict[str, Piece] = field(default_factory=dict)

    def titles(self, *, history: int) -> dict[str, str]:
        """Title and abstract of the articles of the lists, and of the last `history` that each reader had opened."""
        met = {name for it in self.shown for name in (*it.articles, *it.history[-history:])}
        texts = {name: f"{it.title}\n{it.abstract}".strip() for name, it in self.pieces.items() if name in met}
        return {name: text for name, text in texts.items() if text}


def read(path: Path) -> Log:
    """The log of a folder or a zip archive, or of all those that a folder holds. Raises BadLogError."""
    if not path.exists():
        raise BadLogError(f"{path} is not there; give a folder or a zip archive with {BEHAVIORS} and {NEWS} of MIND.")
    log = Log()
    for place in _places(path):
        log.shown.extend(_shown(place))
        log.pieces |= _pieces(place)
    if not log.shown:
        raise BadLogError(f"{path} holds no list of which it is known what was opened (N123-1 N456-0).")
    log.shown.sort(key=lambda it: it.at)
    return log


def _places(path: Path) -> list[Path]:
    """Folders and archives with a log of lists; a file of that name stands for its folder."""
    if path.is_file():
        return [path.parent if path.name.startswith(BEHAVIORS) else path]
    if _named(path, BEHAVIORS):
        return [path]
    found = [it for it in sorted(path.iterdir()) if it.suffix == ".zip" or (it.is_dir() and _named(it, BEHAVIORS))]
    if not found:
        raise BadLogError(f"{path} holds neither {BEHAVIORS} nor a zip archive of MIND.")
    return found


def _named(folder: Path, name: str) -> Path | None:
    """The file of that name, plain or packed."""
    return next((it for it in sorted(folder.glob(f"{name}*")) if it.is_file()), None)


def _lines(place: Path, name: str) -> Iterator[tuple[str, list[str]]]:
    """Where each line is that is not empty, and its cells."""
    file = place / name if place.is_file() else _named(place, name)
    if file is None:
        return
    with member(place, name) if place.is_file() else reading(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield f"Line {number} of {file}", line.strip("\n\r\ufeff").split("\t")


def _shown(place: Path) -> Iterator[Shown]:
    for where, cells in _lines(place, BEHAVIORS):
        if len(cells) < _BEHAVIOR_COLUMNS:
            raise BadLogError(f"{where} has {len(cells)} columns of the five of {BEHAVIORS}, parted by tabs.")
        at = _time(cells[2], where)
        told = [it.rpartition("-") for it in cells[4].split()]
        if told and all(name and label in {"0", "1"} for name, _dash, label in told):
            # an article that stands in a list twice is one: opened if either was
            opened: dict[str, bool] = {}
            for name, _dash, label in told:
                opened[name] = opened.get(name, False) or label == "1"
            yield Shown(
                cells[1], at, tuple(map(intern, cells[3].split())), tuple(map(intern, opened)), tuple(opened.values())
            )


def _time(text: str, where: str) -> datetime:
    for form in _TIMES:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise BadLogError(f"{where} has the time {text!r}; it is written as 11/13/2019 8:36:57 AM.")


def _pieces(place: Path) -> dict[str, Piece]:
    """The articles by id; an archive or folder without their file has none."""
    found = {}
    for where, cells in _lines(place, NEWS):
        if len(cells) < _NEWS_COLUMNS:
            raise BadLogError(f"{where} has {len(cells)} columns of the eight of {NEWS}, parted by tabs.")
        found[cells[0]] = Piece(*cells[1:5])
    return found
