"""Pictures in the site's storage, under random names that say nothing of where they came from."""

import re
import secrets
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

# What the site ever serves from its storage; the name in the address is checked against this before it is looked for.
NAME = re.compile(r"[0-9a-f]{32}-\d{2,4}\.webp")

FOLDER = "pictures"


def store(files: Mapping[int, bytes]) -> str:
    """Save WebP files by width and return the stem of their names. Raises OSError."""
    stem = secrets.token_hex(16)
    for width, body in files.items():
        default_storage.save(_path(f"{stem}-{width}.webp"), ContentFile(body))
    return stem


def read(name: str) -> bytes | None:
    """The bytes of one file, or None: no such name, no such file."""
    if not NAME.fullmatch(name):
        return None
    try:
        with default_storage.open(_path(name)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def remove(stem: str, widths: Iterable[int]) -> None:
    """Forget the files of a picture that no row needs."""
    for width in widths:
        default_storage.delete(_path(f"{stem}-{width}.webp"))


def _path(name: str) -> str:
    # 256 folders: a directory of a million files is slow to list and to back up.
    return f"{FOLDER}/{name[:2]}/{name}"
