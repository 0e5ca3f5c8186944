"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from aggregator.accounts.models import User
from tests import make

# How long anything may take: a browser and two processes of tests share two cores that others may use as well.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
CHROMIUM = Path("/usr/bin/chromium")
# Without these flags Chromium looks for its maker's hosts at every start.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 1000}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of a file; without it they fail and say what to do, for a skipped test proves nothing.

    Not longer: while Playwright's event loop runs in this thread no other test can run one of its own.
    """
    if not CHROMIUM.exists():
        pytest.fail(
            "The browser tests need Debian's Chromium. Install it with: apt-get install chromium", pytrace=False
        )
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests still talk to the database as plain code does.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens pages of the site; afterwards none may have complained or asked another host for anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(*, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport or DESK, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.extend(_abroad(request.url, live_server.url)))
        return page

    with under_way() as requests:
        yield open_one
        for context in contexts:
            context.close()
        # Pages send what was read when they close; the database is emptied next.
        assert requests.have_ended()
    assert complaints == []


class UnderWay:
    """How many requests the server has begun and not ended."""

    def __init__(self) -> None:
        self._count, self._change = 0, threading.Condition()

    def begin(self, **_said: object) -> None:
        """One more."""
        self._count_by(1)

    def end(self, **_said: object) -> None:
        """One less."""
        self._count_by(-1)

    def _count_by(self, step: int) -> None:
        with self._change:
            self._count += step
            self._change.notify_all()

    def have_ended(self) -> bool:
        """Wait until none is under way, at most as long as for anything in the browser."""
        with self._change:
            return self._change.wait_for(lambda: self._count == 0, timeout=PATIENCE_MS / 1000)


@contextmanager
def under_way() -> Iterator[UnderWay]:
    """The requests of the time of a with-block."""
    counter = UnderWay()
    request_started.connect(counter.begin)
    request_finished.connect(counter.end)
    yield counter
    request_started.disconnect(counter.begin)
    request_finished.disconnect(counter.end)


def _abroad(url: str, ours: str) -> list[str]:
    parts = urlsplit(url)
    return [f"asked {url}"] if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(ours).netloc else []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page on a desk, signed out."""
    return open_page()


def sign_in(page: Page, user: User) -> None:
    """As a person does it."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", make.PASSWORD)
    follow(page, "main button", "/")


def follow(page: Page, selector: str, path: str) -> None:
    """Click a link or a button and wait until the page at that path is all there: a click alone waits for nothing."""
    page.click(selector)
    page.wait_for_url(lambda url: urlsplit(url).path == path)
