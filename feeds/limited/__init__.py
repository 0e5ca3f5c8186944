"""Work on strangers' bytes, done in a child process with a wall-clock limit and a limit on memory.

`ask(WORK, about, body)` hands a small mapping and bytes to a pure function in a child and returns what it returns:
again a small mapping and bytes. A child stays and serves whatever it is asked; it imports what
a function needs on first use.

The modules, in the order of the journey: `work` (which function, which limits), `children` (those that wait for
work, one a thread), `process` (one of them and
its pipes), `shared` (what all of them read), `child` (what runs there), `wire` (how a message travels), `errors`.
"""

from feeds.limited.children import ask, close_children
from feeds.limited.errors import BrokenError, LimitedError, RefusedError, TooCostlyError
from feeds.limited.work import About, Limits, Work

__all__ = [
    "About",
    "BrokenError",
    "LimitedError",
    "Limits",
    "RefusedError",
    "TooCostlyError",
    "Work",
    "ask",
    "close_children",
]
