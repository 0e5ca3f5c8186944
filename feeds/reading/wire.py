"""How a feed travels from the child that read it: as MessagePack, built and checked by the types of its values.

Not pickle: a child that a document took over must not be able to run anything in its parent.
"""

from functools import cache

import msgspec

from feeds.types import ParsedFeed


def dump(feed: ParsedFeed) -> bytes:
    """A feed as bytes."""
    return msgspec.msgpack.encode(feed)


def load(message: bytes) -> ParsedFeed:
    """The feed of `dump`, its moments in UTC. Raises ValueError when it is none."""
    try:
        return _decoder().decode(message)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error


@cache
def _decoder() -> "msgspec.msgpack.Decoder[ParsedFeed]":
    return msgspec.msgpack.Decoder(ParsedFeed)
