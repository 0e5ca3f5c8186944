"""Logs as they were published: plain or compressed files, with a sentence for each that cannot be read."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile


class BadLogError(ValueError):
    """A log is missing or not of its form; the message names the file and the line, and says what is expected."""


_OPENERS: Mapping[str, Callable[..., Any]] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}


@contextmanager
def reading(file: Path) -> Iterator[Iterator[str]]:
    """The lines of a text file, unpacked by its ending (.xz, .gz, .bz2). Raises BadLogError."""
    try:
        with _OPENERS.get(file.suffix, open)(file, "rt", encoding="utf-8", errors="replace") as lines:
            yield lines
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise BadLogError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


@contextmanager
def member(archive: Path, name: str) -> Iterator[Iterator[str]]:
    """The lines of the file of that name, in whichever folder of a zip archive; none without it. Raises BadLogError."""
    try:
        with ZipFile(archive) as opened:
            found = sorted(it for it in opened.namelist() if it.rpartition("/")[2] == name)
            if not found:
                yield iter(())
                return
            with opened.open(found[0]) as packed:
                yield _decoded(packed)
    except (OSError, BadZipFile, EOFError) as error:
        raise BadLogError(f"{archive} cannot be read as a zip archive: {error}.") from error


def _decoded(packed: IO[bytes]) -> Iterator[str]:
    for line in packed:
        yield line.decode("utf-8", errors="replace")
