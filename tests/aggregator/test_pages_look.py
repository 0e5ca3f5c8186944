"""The look keeps its promises: colours that can be read, no inline script or style, words for every icon."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests import make
from tests.aggregator.pages import newsroom, text

TEMPLATES = settings.BASE_DIR / "templates"
TOKENS = (TEMPLATES / "static" / "css" / "tokens.css").read_text()
_PAIR = re.compile(r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")
_LIGHT = {name: light for name, light, _dark in _PAIR.findall(TOKENS)}
_DARK = {name: dark for name, _light, dark in _PAIR.findall(TOKENS)}
# What is written on what. 4.5 is WCAG's AA for text of this size.
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "bad", "good") for ground in ("paper", "sheet")),
    *((ink, "horizon-wash") for ink in ("ink", "ink-2", "ink-3", "horizon")),
    ("horizon", "paper"), ("note", "note-wash"), ("accent-ink", "accent"), ("paper", "ink"), ("ink", "mark"),
    ("ink", "rule"), ("ink-2", "rule"), ("bad", "accent-wash"),
]  # fmt: skip


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [_LIGHT, _DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(theme: dict[str, str], ink: str, ground: str) -> None:
    assert _contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [_LIGHT, _DARK], ids=["light", "dark"])
def test_the_edges_of_fields_can_be_seen(theme: dict[str, str]) -> None:
    assert _contrast(theme["edge"], theme["paper"]) >= 3


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.relative_to(TEMPLATES).as_posix()
)
def test_no_template_holds_what_the_policy_refuses(file: Path) -> None:
    source = file.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*json)", source)


def test_styles_name_sides_by_the_direction_of_the_text() -> None:
    files = list((TEMPLATES / "static" / "css").glob("*.css"))
    assert files
    for file in files:
        assert not re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)", file.read_text()), (
            file.name
        )


@pytest.mark.django_db
def test_a_page_is_sent_with_a_policy_without_inline_scripts(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_a_card_names_its_language_and_direction(client: Client) -> None:
    article = newsroom(1)[0]
    article.language = "ar"
    article.save(update_fields=["language"])
    assert 'lang="ar" dir="rtl"' in text(client.get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/nothing-here/", 404), ("/articles/1/like/", 405)])
def test_errors_wear_the_look_or_nothing(client: Client, address: str, status: int) -> None:
    client.force_login(make.reader())
    assert client.get(address).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["login", "signup", "password/reset", "password/reset/done"])
def test_the_account_pages_wear_the_look(client: Client, page: str) -> None:
    assert 'class="brand"' in text(client.get(f"/accounts/{page}/"))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["logout", "email", "password/change"])
def test_the_pages_of_ones_own_account_wear_the_look(client: Client, page: str) -> None:
    client.force_login(make.reader())
    assert 'class="brand"' in text(client.get(f"/accounts/{page}/"))
