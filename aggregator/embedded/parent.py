"""A child that does not outlive its parent, however that ends."""

import ctypes
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent(number: int) -> Callable[[], None]:
    """For Popen(preexec_fn=...): the kernel sends this signal to the child when its parent is gone (Linux only).

    It holds across exec and a change of the user before it; elsewhere the next start finds and ends what was left.
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def ask() -> None:
        """Runs in the child between fork and exec; does nothing where the system is not Linux."""
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)

    return ask
