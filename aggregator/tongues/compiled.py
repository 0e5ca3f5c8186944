"""The catalogues as Django reads them, made anew when a translator changed one."""

import secrets
from pathlib import Path

from aggregator.tongues import DOMAIN


def compile_catalogues(source: Path, target: Path) -> int:
    """Every catalogue of `source` that is younger than its copy in `target`; how many there were.

    A reader sees the old copy or the new one, never half of one. Raises OSError.
    """
    count = 0
    for written in sorted(source.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        read = (target / written.relative_to(source)).with_suffix(".mo")
        if not read.exists() or read.stat().st_mtime_ns < written.stat().st_mtime_ns:
            _compile(written, read)
            count += 1
    return count


def _compile(written: Path, read: Path) -> None:
    from babel.messages.mofile import write_mo  # on first use: a tenth of a second, which most starts do not need
    from babel.messages.pofile import read_po

    with written.open("rb") as lines:
        catalogue = read_po(lines, locale=written.parent.parent.name)
    read.parent.mkdir(parents=True, exist_ok=True)
    fresh = read.with_suffix(f".{secrets.token_hex(4)}")  # several processes may start at once
    with fresh.open("wb") as stream:
        write_mo(stream, catalogue)
    fresh.replace(read)
