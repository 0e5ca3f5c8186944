"""The publisher on the loopback: which answer an address gets now, and the server that gives it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aggregator.demo import documents
from aggregator.demo.articles import FORMATS, Piece, Publisher
from aggregator.demo.pictures import emblem, paint

HTML = "text/html; charset=utf-8"
JPEG, PNG = "image/jpeg", "image/png"
# Held-back articles appear one a minute; a crawler that asks once a minute misses nothing for longer.
MAX_AGE_S = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; `version` (any text) and `changed_at` become ETag and Last-Modified."""

    body: bytes = b""
    content_type: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    version: str = ""
    changed_at: datetime | None = None


NOT_FOUND = Reply(b"Nothing is published at this address.", "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """All publishers, and when they started."""

    publishers: Sequence[Publisher]
    started_at: datetime
    base: str

    def reply(self, path: str, *, now: datetime) -> Reply:
        """The answer to a GET of `path` at `now`."""
        if path == "/":
            return Reply(documents.index_page(self.publishers))
        if path == "/feeds.opml":
            return Reply(documents.opml(self.publishers, self.base), "text/x-opml; charset=utf-8")
        for publisher in self.publishers:
            pieces = publisher.visible(self.started_at, now)
            if path in {publisher.feed_path, publisher.icon_path, f"/{publisher.slug}"}:
                return self._of_publisher(publisher, pieces, path)
            for piece in pieces:
                if path in {f"/articles/{piece.id}", documents.picture_path(piece)}:
                    return _of_piece(publisher, piece, is_page=path.startswith("/articles/"))
        return NOT_FOUND

    def _of_publisher(self, publisher: Publisher, pieces: Sequence[Piece], path: str) -> Reply:
        """Its feed, its icon or its page."""
        if path == publisher.feed_path:
            return self._feed(publisher, pieces)
        if path == publisher.icon_path:
            return Reply(emblem(publisher.slug), PNG)
        return Reply(documents.publisher_page(publisher, pieces))

    def _feed(self, publisher: Publisher, pieces: Sequence[Piece]) -> Reply:
        body = documents.feed(publisher, pieces, started_at=self.started_at, base=self.base)
        return Reply(
            body,
            f"{FORMATS[publisher.format]}; charset=utf-8",
            version=hashlib.sha256(body).hexdigest()[:20],
            changed_at=pieces[0].published_at(self.started_at) if pieces else self.started_at,
        )


def _of_piece(publisher: Publisher, piece: Piece, *, is_page: bool) -> Reply:
    """The page of an article, or its picture."""
    if is_page:
        return Reply(documents.article_page(publisher, piece))
    return Reply(paint(piece.id, publisher=publisher.slug, topic=piece.topic, event=piece.event), JPEG)


def is_known(reply: Reply, headers: Mapping[str, str]) -> bool:
    """The client holds this version already (RFC 9110: the ETag decides when it was sent)."""
    if not reply.version or reply.changed_at is None:
        return False
    if tags := headers.get("If-None-Match"):
        return f'"{reply.version}"' in tags
    try:
        since = parsedate_to_datetime(headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return reply.changed_at.replace(microsecond=0) <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def server(newsroom: Newsroom, port: int, *, clock: Callable[[], datetime]) -> ThreadingHTTPServer:
    """A server of the newsroom on the loopback. Raises OSError when the port is taken."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20  # seconds: a silent client must not hold a thread for ever

        def do_GET(self) -> None:
            self._send(newsroom.reply(self.path.split("?")[0], now=clock()))

        do_HEAD = do_GET  # noqa: N815  the base class looks for this name

        def _send(self, reply: Reply) -> None:
            known = is_known(reply, dict(self.headers.items()))
            body = b"" if known else reply.body
            self.send_response(HTTPStatus.NOT_MODIFIED if known else reply.status)
            if reply.changed_at is not None:
                self.send_header("ETag", f'"{reply.version}"')
                self.send_header("Last-Modified", format_datetime(reply.changed_at.astimezone(UTC), usegmt=True))
                self.send_header("Cache-Control", f"max-age={MAX_AGE_S}")
            if not known:
                self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
            """Nothing: a line for each of 17 feeds a minute would bury what matters."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
