"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from aggregator.accounts.models import User
from tests import make

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without it they fail and say what to do, for a skipped test proves nothing."""
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
        page.set_default_timeout(10_000)
        page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.extend(_abroad(request.url, live_server.url)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


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
