"""`python -m feeds.parse.child`: reads documents from standard input, one after another, under limits of its own.

It knows no settings, no database and no secrets: its environment is empty.
"""

import json
import resource
import sys
from typing import BinaryIO

from feeds.parse import wire
from feeds.parse.document import parse
from feeds.parse.errors import NotAFeedError, TooCostlyError


def main() -> None:
    """Answer each document with its feed or with a sentence, until the parent closes the pipe."""
    memory_bytes, cpu_seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has no file to write
    import feedparser  # noqa: F401 -- while there is no document to wait

    serve(sys.stdin.buffer, sys.stdout.buffer, cpu_seconds)


def serve(documents: BinaryIO, feeds: BinaryIO, cpu_seconds: int) -> None:
    """One question, one answer. The CPU limit ends a child whose parent died while it was at work."""
    while (question := wire.read(documents)) is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds + 1, resource.RLIM_INFINITY))
        wire.write(feeds, answer(question))


def answer(question: bytes) -> bytes:
    """A feed, or why there is none."""
    head, _line, body = question.partition(b"\n")
    about = json.loads(head)
    try:
        return wire.dump(parse(body, url=about["url"], content_type=about["content_type"]))
    except NotAFeedError as error:
        return _failure(str(error), is_costly=isinstance(error, TooCostlyError))
    except MemoryError:
        return _failure("reading the document took too much memory", is_costly=True)
    except RecursionError:
        return _failure("the document is nested too deeply", is_costly=True)


def _failure(sentence: str, *, is_costly: bool) -> bytes:
    return json.dumps({"error": sentence, "is_costly": is_costly}).encode()


if __name__ == "__main__":
    main()
