"""Pictures of every page for whoever wants to look at them: `make screenshots`. Three widths, two themes, Arabic too.

No test: pytest lends its browser, its server and a site on which something happened.
"""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.rooms import lived_in, rooms

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]

SHEET = settings.BASE_DIR / "var" / "screenshots"
WIDTHS = {360: 740, 768: 1024, 1440: 900}
THEMES = ("light", "dark")
ROLES = ("stranger", "reader", "creator", "moderator", "operator")


@pytest.mark.parametrize("role", ROLES)
def test_screenshots(open_page: Callable[..., Page], live_server: Any, role: str) -> None:
    page, site = open_page(), lived_in()
    site.enter(page.context, role, live_server.url)
    for room in rooms(role):
        page.goto(site.where(room))
        take(page, f"{role}-{room.name}")
    if role == "reader":
        page.context.add_cookies([{"name": "django_language", "value": "ar", "url": live_server.url}])
        for room in rooms(role):
            page.goto(site.where(room))
            take(page, f"{role}-{room.name}-ar", themes=("light",))
    write_sheet()


def take(page: Page, name: str, *, themes: tuple[str, ...] = THEMES) -> None:
    """The whole page, in each width and theme."""
    SHEET.mkdir(parents=True, exist_ok=True)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in themes:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.screenshot(path=SHEET / f"{name}-{width}-{theme}.png", full_page=True)


def write_sheet() -> None:
    """One page with all of them, so that they can be looked at side by side."""
    (SHEET / "index.html").write_text("\n".join(lines(sorted(SHEET.glob("*.png")))))


def lines(files: list[Path]) -> Iterator[str]:
    """The contact sheet: a row a page, every width and theme in it."""
    yield "<!doctype html><meta charset=utf-8><title>Every page</title>"
    yield "<style>img{height:16rem;border:1px solid #999}section{display:flex;gap:1rem;overflow:auto}</style>"
    rows: dict[str, list[Path]] = {}
    for file in files:
        rows.setdefault(file.stem.rsplit("-", 2)[0], []).append(file)
    for name, pictures in rows.items():
        cells = (
            f'<a href="{escape(it.name)}"><img loading=lazy src="{escape(it.name)}" alt=""></a>' for it in pictures
        )
        yield f"<h2>{escape(name)}</h2><section>{''.join(cells)}</section>"
