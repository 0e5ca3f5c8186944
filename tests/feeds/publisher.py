"""A publisher on the loopback who answers as each test wants, badly if need be."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Handler = Callable[["Publisher", "Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


@dataclass
class Publisher:
    """A server of raw bytes: what HTTP libraries would not send can be sent."""

    handler: Handler
    port: int = 0
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            lines = [line.partition(": ") for line in head[1:] if line]
            request = Request(head[0].split(" ")[1], {name.lower(): value for name, _colon, value in lines})
            self.requests.append(request)
            await self.handler(self, request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return  # the crawler left, or the test is over
        finally:
            writer.close()


@contextmanager
def publishing(handler: Handler, *, tls: ssl.SSLContext | None = None) -> Iterator[Publisher]:
    """A publisher at work in a thread of its own."""
    publisher = Publisher(handler)
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def serve() -> None:
        server = await asyncio.start_server(publisher._serve, "127.0.0.1", 0, ssl=tls)
        publisher.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await server.serve_forever()

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            try:
                runner.run(main())
            except asyncio.CancelledError:
                return

    tasks: list[asyncio.Task[None]] = []

    async def main() -> None:
        tasks.append(asyncio.ensure_future(serve()))
        await tasks[0]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield publisher
    finally:
        loop.call_soon_threadsafe(tasks[0].cancel)
        thread.join(5)


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; names of headers are written with underscores."""
    fields = {"Content_Length": str(len(body)), "Connection": "close", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def always(response: bytes) -> Handler:
    """A publisher who answers everything with the same bytes."""

    async def handle(_publisher: Publisher, _request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(response)

    return handle


def by_path(answers: dict[str, bytes]) -> Handler:
    """A publisher with an answer for each path."""

    async def handle(_publisher: Publisher, request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.get(request.path, answer("404 Not Found")))

    return handle
