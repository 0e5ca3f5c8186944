"""Every page by the rules of WCAG 2.2 AA as axe knows them: in light and dark, and from right to left."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.browser.rooms import Site, lived_in, rooms

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
ROLES = ("stranger", "reader", "creator", "moderator", "operator")


def broken(page: Page, options: dict[str, Any]) -> list[str]:
    """The rules that the page breaks, each with the first element and what is wrong with it."""
    found = Axe().run(page, options=options).response["violations"]
    return [f"{it['id']}: {it['nodes'][0]['html'][:160]} {it['nodes'][0]['failureSummary']}" for it in found]


def walk(page: Page, site: Site, role: str) -> Iterator[tuple[str, str]]:
    """Each room of this role by its name, once the page stands there."""
    for room in rooms(role):
        where = site.where(room)
        answer = page.goto(where)
        assert answer is not None
        assert (where, answer.status) == (where, 200)
        yield room.name, where


def test_planted_faults_are_found(page: Page) -> None:
    page.goto("/")
    assert broken(page, RULES) == []
    page.evaluate("""document.querySelector("main").insertAdjacentHTML("beforeend",
        "<img src=/static/mark.svg><p class=planted>Grey on grey</p>")""")
    page.evaluate("""Object.assign(document.querySelector(".planted").style, {color: "#999", background: "#aaa"})""")
    assert [it.partition(":")[0] for it in broken(page, RULES)] == ["color-contrast", "image-alt"]
    assert [it.partition(":")[0] for it in broken(page, COLOURS)] == ["color-contrast"]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_breaks_a_rule_in_light_or_dark(open_page: Callable[..., Page], live_server: Any, role: str) -> None:
    page, site = open_page(), lived_in()
    site.enter(page.context, role, live_server.url)
    found: dict[str, list[str]] = {}
    for name, _where in walk(page, site, role):
        page.emulate_media(color_scheme="light")
        in_light = broken(page, RULES)
        page.emulate_media(color_scheme="dark")
        if said := in_light + broken(page, COLOURS):
            found[name] = said
    assert found == {}


def test_no_page_of_readers_breaks_a_rule_from_right_to_left(open_page: Callable[..., Page], live_server: Any) -> None:
    page, site = open_page(viewport=PHONE), lived_in()
    site.enter(page.context, "reader", live_server.url)
    page.context.add_cookies([{"name": "django_language", "value": "ar", "url": live_server.url}])
    found: dict[str, list[str]] = {}
    for name, _where in walk(page, site, "reader"):
        assert page.locator("html").get_attribute("dir") == "rtl"
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if said := broken(page, RULES) + ([f"{sideways} px wider than the screen"] if sideways > 0 else []):
            found[name] = said
    assert found == {}
