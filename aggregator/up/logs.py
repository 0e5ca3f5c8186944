"""The children's logs: kept in log/, what is a warning or worse repeated on standard error."""

import re
import sys
from pathlib import Path

WORTH_SAYING = re.compile(
    rb"^demo: |level=(warning|error|critical)|(?<!%)\b(WARNING|ERROR|CRITICAL)\b|^Traceback|^\w+(\.\w+)*Error\b"
)
# A log of 10 MB is a day of trouble or a year of peace; one older part is kept.
LARGEST = 10_000_000


def rotate(folder: Path) -> None:
    """Put large logs aside, at the start, when nobody writes to them."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.log"):
        if file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".log.1"))


class Tail:
    """Follows one log from where it ends now."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.at = file.stat().st_size if file.exists() else 0

    def repeat(self) -> None:
        """Say the new lines that are worth it."""
        if not self.file.exists() or self.file.stat().st_size <= self.at:
            return
        with self.file.open("rb") as log:
            log.seek(self.at)
            text = log.read(1_000_000)
        self.at += len(text)
        for line in text.splitlines():
            if WORTH_SAYING.search(line):
                sys.stderr.write(f"{self.file.stem}: {line.decode(errors='replace')[:500]}\n")
