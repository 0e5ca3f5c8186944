"""How a message travels between parent and child: two lengths, then JSON, then bytes.

JSON and not pickle: a child that a document took over must not be able to run anything in its parent.
"""

import json
import struct
from typing import Any, BinaryIO

from feeds.limited.work import About

_LENGTHS = struct.Struct(">II")  # of the JSON, of the bytes
HEAD = _LENGTHS.size


def packed(about: About, body: bytes = b"") -> bytes:
    """One message."""
    said = json.dumps(about, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(said), len(body)) + said + body


def length_of(head: bytes | bytearray) -> int | None:
    """How long the whole message with these first bytes is, or None while they are too few."""
    return HEAD + sum(_LENGTHS.unpack_from(head)) if len(head) >= HEAD else None


def unpacked(message: bytes | bytearray) -> tuple[dict[str, Any], bytes]:
    """What `packed` was given. Raises ValueError when it is no message."""
    said, _body = _LENGTHS.unpack_from(message)
    about = json.loads(message[HEAD : HEAD + said])
    if not isinstance(about, dict):
        raise ValueError("a message begins with a mapping")  # noqa: TRY004 -- of values, not of types
    return about, bytes(message[HEAD + said :])


def read(stream: BinaryIO) -> bytes | None:
    """Receive one message; None when the other side is gone."""
    head = stream.read(HEAD)
    length = length_of(head)
    if length is None:
        return None
    rest = stream.read(length - HEAD)
    return head + rest if len(rest) == length - HEAD else None
