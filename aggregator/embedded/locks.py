"""Who uses the servers: kernel locks on files in run/. The kernel frees them with the process, however it ends.

starting    one process at a time may start the servers
users       shared by everybody who uses them; the keeper stops them when it can have it alone
keeper      held by the keeper for as long as it lives
up          held by `manage.py up`
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class Lock:
    """One lock file, open. Closing it, or the end of the process, frees it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.fd = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        """Hold it together with others; waits while one process has it alone."""
        fcntl.flock(self.fd, fcntl.LOCK_SH)

    def take(self) -> None:
        """Hold it alone; waits."""
        fcntl.flock(self.fd, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        """Hold it alone if nobody has it."""
        return self._try(fcntl.LOCK_EX)

    def try_share(self) -> bool:
        """Hold it together with others unless one process has it alone."""
        return self._try(fcntl.LOCK_SH)

    def _try(self, how: int) -> bool:
        try:
            fcntl.flock(self.fd, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def free(self) -> None:
        """Let go, also for processes that inherited it."""
        fcntl.flock(self.fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file; a process that inherited it goes on holding the lock."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def is_taken(folder: Path, name: str) -> bool:
    """Whether a process holds this lock alone right now."""
    if not (folder / f"{name}.lock").exists():
        return False
    with Lock(folder, name) as lock:
        return not lock.try_share()
