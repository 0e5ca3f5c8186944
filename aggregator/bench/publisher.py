"""`python -m aggregator.bench.publisher FEEDS ENTRIES BYTES LATENCY_MS`: a process that publishes `documents`.

/0, /1, ... answer after the latency, with an ETag, 304 where the crawler has that edition, and then close the
connection: publishers are many, and none of them is asked twice in a sweep. It prints its port; each line `N M` on
standard input makes a new edition of the feeds N, N + M, N + 2M, ... and is answered with how many.
"""

import asyncio
import sys

from aggregator.bench.documents import document


class _Shelf:
    """The answers, made before anybody asks."""

    def __init__(self, feeds: int, entries: int, size: int) -> None:
        self.entries, self.size = entries, size
        self.editions = [0] * feeds
        self.answers = [self._answer(number) for number in range(feeds)]

    def change(self, start: int, step: int) -> int:
        """A new edition of every `step`-th feed; how many."""
        numbers = range(start, len(self.answers), step)
        for number in numbers:
            self.editions[number] += 1
            self.answers[number] = self._answer(number)
        return len(numbers)

    def _answer(self, number: int) -> tuple[bytes, bytes, bytes]:
        edition = self.editions[number]
        body = document(number, entries=self.entries, size=self.size, edition=edition)
        tag = f'"{number}-{edition}"'.encode()
        head = b"Content-Type: application/rss+xml\r\nETag: " + tag + b"\r\nConnection: close\r\n"
        whole = b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
        return tag, whole, b"HTTP/1.1 304 Not Modified\r\n" + head + b"\r\n"


class _Door(asyncio.Protocol):
    """One connection, one request: the least a server can do, so that the crawler is measured and not this."""

    def __init__(self, shelf: _Shelf, latency_s: float) -> None:
        self.shelf, self.latency_s = shelf, latency_s
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody came."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """A piece of the request; after its last, answer later."""
        self.received += data
        if self.received.endswith(b"\r\n\r\n"):
            asyncio.get_running_loop().call_later(self.latency_s, self._answer)

    def _answer(self) -> None:
        if not isinstance(self.transport, asyncio.Transport) or self.transport.is_closing():
            return
        path = self.received.split(b" ", 2)[1].strip(b"/")
        if path.isdigit() and int(path) < len(self.shelf.answers):
            tag, whole, unchanged = self.shelf.answers[int(path)]
            self.transport.write(unchanged if tag in self.received else whole)
        else:
            self.transport.write(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        self.transport.close()


async def publish(shelf: _Shelf, latency_s: float) -> None:
    """Answer on a free port until standard input ends."""
    loop = asyncio.get_running_loop()
    # As many may wait to be let in as any crawler opens at once.
    server = await loop.create_server(lambda: _Door(shelf, latency_s), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 -- the parent reads it
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        start, step = map(int, line.split())
        print(shelf.change(start, step), flush=True)  # noqa: T201 -- the parent waits for it
    server.close()


if __name__ == "__main__":
    feeds, entries, size, latency_ms = map(int, sys.argv[1:])
    asyncio.run(publish(_Shelf(feeds, entries, size), latency_ms / 1000))
