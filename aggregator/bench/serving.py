"""`python -m aggregator.bench.serving`: a web process without the network: it answers `/` as granian's workers do.

It says `ready` once it serves. A line of JSON, `{"readers": [ids]}`, is answered with the milliseconds of a front page
of each, through the whole application: middleware, session, recipe, slate and templates. `WORK` is what else it does.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from statistics import fmean, median
from typing import Any

import numpy as np
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from aggregator.bench import stages
from aggregator.migrate import with_servers

Application = Callable[..., Any]
FORMS = "a" * 32  # the secret of a browser's forms, which it has from its first page on


@cache
def session_of(reader_id: int) -> str:
    """A session in which this reader is signed in: made once, as a reader's is, and not for each page."""
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
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={FORMS}",
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
    return sent.count(b"data-slot")


def sign_in(_application: Application, readers: list[int]) -> dict[str, Any]:
    """A session for each, before anything is measured: it takes as long as some events."""
    return {"sessions": len({session_of(reader) for reader in readers})}


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


def asking(application: Application, reader: int) -> dict[str, Any]:
    """What this process takes itself to ask for a page and to look at it, of the milliseconds that are told."""
    _status, sent = ask(application, session_of(reader))

    def at_once(_given: dict[str, Any], begin: Callable[..., Any]) -> HttpResponse:
        begin("200 OK", [])
        return HttpResponse(sent)

    cpu, count = time.process_time(), 100
    for _time in range(count):
        page(at_once, session_of(reader))
    return {"cpu_ms": (time.process_time() - cpu) * 1000 / count}


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


def searched(_application: Application, readers: list[int]) -> dict[str, Any]:
    """The nearest to three interests of each reader: in the window, and by PostgreSQL over all vectors, unindexed."""
    from ranking import hot, params, profiles

    pieces, limit = hot.current().pieces, params.QUOTAS["nearest"]
    window, table, found = [], [], []
    for reader in readers:
        taste = profiles.taste(reader)
        interests = [it for it in (taste.long, taste.short, *taste.recent[:1]) if it is not None]
        began = time.perf_counter()
        near = pieces.nearest(interests, rows=slice(0, None), limit=limit)
        window.append((time.perf_counter() - began) * 1000)
        exact = [np.argsort(-(pieces.vectors @ np.array(it, dtype=np.float32)))[:limit] for it in interests]
        found += [len(set(a.tolist()) & set(b.tolist())) / limit for a, b in zip(near, exact, strict=True)]
        table.append(_by_brute_force([np.asarray(it).tolist() for it in interests], limit))
    return {
        "window_ms": round(median(window), 2),
        "found": round(fmean(found), 3) if found else 1.0,
        "brute_force_ms": round(median(table), 1),
        "window": len(pieces.ids),
    }


def _by_brute_force(interests: list[list[float]], limit: int) -> float:
    """Milliseconds; the index of vectors is not there in a filled site."""
    from feeds.models import Embedding

    began = time.perf_counter()
    for vector in interests:
        list(Embedding.objects.nearest(vector, model=settings.EMBEDDING_MODEL, limit=limit).values_list("article_id"))
    return (time.perf_counter() - began) * 1000


def beacons(application: Application, sent: list[tuple[int, list[dict[str, Any]]]]) -> dict[str, Any]:
    """Each (reader, events) posted as the page posts them."""
    sessions = {reader: session_of(reader) for reader, _events in sent}
    times = []
    began = time.perf_counter()
    for reader, events in sent:
        at = time.perf_counter()
        body = json.dumps({"events": events}).encode()
        status, answer = ask(application, sessions[reader], "/events/", body=body, CONTENT_TYPE="application/json")
        if not status.startswith("204"):
            raise RuntimeError(f"The beacon was answered {status}: {answer[:200]!r}")
        times.append((time.perf_counter() - at) * 1000)
    return {"ms": times, "seconds": time.perf_counter() - began}


def views_of(_application: Application, article: int) -> dict[str, Any]:
    """How often this article was seen, as this process knows."""
    from ranking import hot

    window = hot.current()
    return {"views": float(window.counts.column("views")[window.pieces.row_of[article]])}


def served_to(application: Application, reader: int) -> dict[str, Any]:
    """Impression and article of each card of a page that this reader is given now."""
    from ranking.models import Impression

    page(application, session_of(reader))
    newest = Impression.objects.served_to(reader, "").order_by("-slate__served_at", "slot")[:20]
    return {"cards": list(newest.values_list("pk", "article_id"))}


def opens(application: Application, asked: list[int]) -> dict[str, Any]:
    """An article opened from its card by this reader."""
    reader, impression, article = asked
    status, _page = ask(application, session_of(reader), f"/articles/{article}/", query=f"i={impression}")
    return {"status": status}


def knows(_application: Application, asked: list[int]) -> dict[str, Any]:
    """Whether a page made now for this reader knows that they opened this article last."""
    from ranking import hot, profiles
    from ranking.remember import remember
    from ranking.types import Visit

    reader, article = asked
    memory = remember(Visit(reader, "", timezone.now(), 0, None), hot.current())
    return {"knows": article in memory.opened and profiles.taste(reader).opened[0] == article}


def stored(_application: Application, _nothing: None) -> dict[str, Any]:
    """How many events there are."""
    from ranking.models import Event

    return {"events": Event.objects.count()}


WORK: dict[str, Callable[[Application, Any], dict[str, Any]]] = {
    "sign_in": sign_in,
    "readers": served,
    "asking": asking,
    "stages": with_stages,
    "search": searched,
    "beacons": beacons,
    "views_of": views_of,
    "served_to": served_to,
    "opens": opens,
    "knows": knows,
    "stored": stored,
}


def main() -> None:
    """Answer each line, until standard input ends."""
    with with_servers():
        from aggregator.wsgi import application

        print("ready", flush=True)  # noqa: T201 -- the parent waits for it
        for line in sys.stdin:
            [(work, asked)] = json.loads(line).items()
            print(json.dumps(WORK[work](application, asked)), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
