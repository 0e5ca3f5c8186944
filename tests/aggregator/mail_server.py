"""A mail server on the loopback that keeps what it takes, and refuses whom it is told to."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Thread


@dataclass
class MailServer:
    """Its port, what it took, and the addresses it refuses for good."""

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One that answers until the block ends."""
    kept = MailServer()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say(b"220 here")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"QUIT":
                    return self._say(b"221 bye")
                self._say(self._answer(word, line))
            return None

        def _answer(self, word: bytes, line: bytes) -> bytes:
            if word == b"RCPT" and any(address.encode() in line for address in kept.refused):
                return b"550 no such mailbox"
            if word != b"DATA":
                return b"250 well"
            self._say(b"354 go on")
            body = bytearray()
            while (part := self.rfile.readline()) != b".\r\n":
                body += part
            kept.taken.append(message_from_bytes(bytes(body)))
            return b"250 kept"

        def _say(self, words: bytes) -> None:
            self.wfile.write(words + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        kept.port = server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield kept
        server.shutdown()
