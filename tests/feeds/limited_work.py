"""Work that tests give to a child."""

import mmap
import os
import signal

from feeds.limited import About, RefusedError, shared


def echo(about: About, body: bytes) -> tuple[About, bytes]:
    print("a library that talks")  # noqa: T201 -- it must not get among the answers
    return {"pid": os.getpid(), **about}, body[::-1]


def write_words(file: int) -> None:
    os.write(file, b"rye and wheat")


def read_shared(about: About, body: bytes) -> tuple[About, bytes]:
    try:
        mmap.mmap(shared._given, 0)[:3] = b"ivy"
    except PermissionError:
        return {"refused": True}, bytes(shared.given() or b"")
    return {}, b"changed"


def refuse(about: About, body: bytes) -> tuple[About, bytes]:
    raise RefusedError("these bytes are no good")


def fail(about: About, body: bytes) -> tuple[About, bytes]:
    raise LookupError("a fault of ours")


def hang(about: About, body: bytes) -> tuple[About, bytes]:
    signal.pause()
    return {}, b""


def swell(about: About, body: bytes) -> tuple[About, bytes]:
    return {}, b"x" * about["bytes"]


def nest(about: About, body: bytes) -> tuple[About, bytes]:
    return nest(about, body)


def die(about: About, body: bytes) -> tuple[About, bytes]:
    os._exit(9)


def environment(about: About, body: bytes) -> tuple[About, bytes]:
    return dict(os.environ), b""


def write(about: About, body: bytes) -> tuple[About, bytes]:
    with open(about["path"], "wb") as file:  # noqa: PTH123
        file.write(body)
    return {}, b""
