"""`python -m aggregator.bench.serving`: a web process without the network: it answers `/` as granian's workers do.

It says `ready` once it serves. A line of JSON, `{"readers": [ids], "stages": bool}`, is answered with the milliseconds
of a front page of each, through the whole application: middleware, session, recipe, slate and templates.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.wsgi import get_wsgi_application
from django.db import connection

from aggregator.bench import stages
from aggregator.migrate import with_servers

Application = Callable[..., Any]


def session_of(reader_id: int) -> str:
    """A session in which this reader is signed in."""
    from aggregator.accounts.models import User
    from aggregator.accounts.sessions import SessionStore

    reader = User.objects.get(pk=reader_id)
    session = SessionStore()
    session[SESSION_KEY] = str(reader.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def ask(
    application: Application,
    session: str,
    path: str = "/",
    *,
    query: str = "",
    body: bytes | None = None,
    **headers: str,
) -> tuple[str, bytes]:
    """The status and the bytes that the web server would send."""
    host = settings.ALLOWED_HOSTS[0]
    given = {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": str(settings.PORT),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"{host}:{settings.PORT}",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "CONTENT_LENGTH": str(len(body or b"")),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body or b""),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }
    status: list[str] = []
    answer = application(given, lambda line, _headers, *_rest: status.append(line))
    try:
        return status[0], b"".join(answer)
    finally:
        answer.close()


def page(application: Application, session: str) -> int:
    """How many cards the front page shows. Raises RuntimeError when it did not come."""
    status, sent = ask(application, session)
    if not status.startswith("200"):
        raise RuntimeError(f"The front page answered {status}.")
    return sent.count(b"data-card")


def served(application: Application, readers: list[int]) -> dict[str, Any]:
    """A page for each, one after another."""
    sessions = {reader: session_of(reader) for reader in set(readers)}
    times, cards = [], []
    cpu = time.process_time()
    for reader in readers:
        began = time.perf_counter()
        cards.append(page(application, sessions[reader]))
        times.append((time.perf_counter() - began) * 1000)
    return {"ms": times, "cpu_ms": (time.process_time() - cpu) * 1000, "cards": cards}


@contextmanager
def _counted() -> Iterator[list[int]]:
    count = [0]

    def ask_and_count(execute: Callable[..., Any], *asked: Any) -> Any:
        count[0] += 1
        return execute(*asked)

    with connection.execute_wrapper(ask_and_count):
        yield count


def with_stages(application: Application, readers: list[int]) -> dict[str, Any]:
    """The same, and where the time went; the stop-watches cost a little themselves."""
    with _counted() as count, stages.timed() as spent:
        sessions = {reader: session_of(reader) for reader in readers}
        before = count[0]
        cpu = time.process_time()
        for session in sessions.values():
            page(application, session)
    pages = len(sessions)

    def a_page(ms: dict[str, float]) -> dict[str, float]:
        return {name: round(it / pages, 2) for name, it in ms.items()}

    return {
        "cpu_ms": (time.process_time() - cpu) * 1000 / pages,
        "queries": (count[0] - before) / pages,
        "wall": a_page(spent.wall),
        "cpu": a_page(spent.cpu),
        "database": a_page(spent.database),
        "asked": a_page(dict(spent.queries)),
    }


def main() -> None:
    """Answer each line, until standard input ends."""
    with with_servers():
        application = get_wsgi_application()
        print("ready", flush=True)  # noqa: T201 -- the parent waits for it
        for line in sys.stdin:
            asked = json.loads(line)
            work = with_stages if asked.get("stages") else served
            print(json.dumps(work(application, asked["readers"])), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
