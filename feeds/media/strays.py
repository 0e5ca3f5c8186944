"""Files of pictures that no row names: a process that is killed between writing file and row leaves them for ever.

Looked at is only what `files.store` writes, under the names and in the folders that it writes to; no link is followed.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from stat import S_ISREG

import structlog
from django.core.files.storage import default_storage

from feeds.media.files import FOLDER, NAME
from feeds.models import Icon, Illustration, Media

log = structlog.get_logger(__name__)

KEEPERS = (Media, Illustration, Icon)  # every model whose rows name pictures
# A row follows its file within seconds; a day is beyond every task and every clock that is set wrong by some hours.
GRACE = timedelta(days=1)
# Files a sweep, a second's work: eight sweeps a day see each of a million files within a month, by chance.
MOST = 5_000
BATCH = 500  # names a statement
# Killed processes leave some files. So many, and not one with a row: this is the folder of another database, or of
# one that is being restored.
DOUBTFUL = 100


def remove_strays(*, now: datetime, start: str) -> int:
    """Delete files older than GRACE that no row names. Returns how many went.

    Looks at MOST files, in the order of their names from `start` on, and then at those before it.
    """
    before = (now - GRACE).timestamp()
    old = [path for path in islice(_files(start), MOST) if _is_older(path, before)]
    strays = [path for first in range(0, len(old), BATCH) for path in _unnamed(old[first : first + BATCH])]
    if len(strays) == len(old) > DOUBTFUL:
        log.error("pictures_without_rows", files=len(old), folder=default_storage.path(FOLDER))
        return 0
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _files(start: str) -> Iterator[Path]:
    folder = Path(default_storage.path(FOLDER))
    if not folder.is_dir():  # no picture was kept yet
        return
    with os.scandir(folder) as entries:
        parts = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    yield from (path for part in parts if part >= start[:2] for path in _files_of(folder / part) if path.name >= start)
    yield from (path for part in parts if part <= start[:2] for path in _files_of(folder / part) if path.name < start)


def _files_of(part: Path) -> list[Path]:
    return sorted(path for path in part.iterdir() if NAME.fullmatch(path.name) and path.name[:2] == part.name)


def _is_older(path: Path, before: float) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:  # its row went just now
        return False
    return S_ISREG(found.st_mode) and found.st_mtime < before


def _unnamed(paths: Sequence[Path]) -> list[Path]:
    stems = {_stem(path) for path in paths}
    named: set[str] = set()
    for model in KEEPERS:
        rows = model._default_manager.filter(name__in=stems).exclude(name="")  # noqa: SLF001 -- the documented way
        named.update(rows.values_list("name", flat=True))
    return [path for path in paths if _stem(path) not in named]


def _stem(path: Path) -> str:
    return path.name.partition("-")[0]
