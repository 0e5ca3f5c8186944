"""`python -m feeds.limited.child`: does one piece of work after another, under limits of its own.

It knows no settings, no database and no secrets: its environment holds nothing of its parent's.
"""

import gc
import os
import resource
import sys
import traceback
from importlib import import_module
from typing import Any, BinaryIO

from feeds.limited import shared, wire
from feeds.limited.errors import RefusedError

# Objects between two looks for garbage that refers to itself, which work on a document hardly makes: the 700 that
# Python begins with cost a twentieth of reading a feed.
GARBAGE = 20_000


def main() -> None:
    """Answer until the parent closes the pipe."""
    memory_bytes = int(sys.argv[1])
    shared.give(int(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has no file to write
    gc.set_threshold(GARBAGE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """One question, one answer."""
    while (question := wire.read(questions)) is not None:
        about, body = wire.unpacked(question)
        _limit_cpu(about["seconds"])
        answers.write(answer(about["function"], about["about"], body))
        answers.flush()


def answer(function: str, about: Any, body: bytes) -> bytes:
    """What the function says to these bytes, or why it says nothing."""
    try:
        said, made = _found(function)(about, body)
        return wire.packed({"about": said}, made)
    except RefusedError as error:
        return wire.packed({"refused": str(error)})
    except MemoryError:
        return wire.packed({"too_costly": "took more memory than it may take"})
    except RecursionError:
        return wire.packed({"too_costly": "goes too deep"})
    except Exception as error:  # noqa: BLE001 -- the parent decides what a fault of ours means for it
        sentence = f"{type(error).__name__}: {error}"[:300]
        return wire.packed({"broken": sentence, "trace": traceback.format_exc()[-2_000:]})


def _found(function: str) -> Any:
    module, _colon, name = function.partition(":")
    return getattr(import_module(module), name)


def _limit_cpu(seconds: float) -> None:
    """Ends a child whose parent died while it was at work."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)  # a limit of the host's may be lowered only
    limit = spent + int(seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main()
