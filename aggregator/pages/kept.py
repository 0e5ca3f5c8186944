"""What is the same for everybody and rarely changes: asked once in a while by each process, not once a page."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

# Nobody waits for a new topic in the tabs, or for a story in the rail, as long as a page is looked at.
SECONDS = 5.0

P = ParamSpec("P")
T = TypeVar("T")


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """The answer of at most SECONDS ago, whatever the arguments are."""
    known: list[tuple[float, T]] = []

    @wraps(make)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        now = time.monotonic()
        if not known or now - known[0][0] >= SECONDS:
            known[:] = [(now, make(*args, **kwargs))]
        return known[0][1]

    return call
