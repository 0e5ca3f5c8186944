import re

import pytest
from django.core.management import get_commands

from tests.architecture.tree import APPS, ROOT, functions, python_files, shown

NAMES_THE_SETTINGS = {"manage.py", "aggregator/celery.py", "aggregator/wsgi.py"}
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
CONTRACT = (
    *("up", "subscribe", "crawl", "parse_feed", "clean_html", "check_url", "embed_text", "tag_topics"),
    *("group_stories", "assess_text", "train_claims", "replay_clicks", "simulate", "bench", "journey", "doctor"),
)


def test_nothing_is_left_to_do_in_a_comment() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    files = [*python_files(*APPS, "tests"), *sorted((ROOT / "templates").rglob("*.html"))]
    assert [shown(file) for file in files if mark.search(file.read_text())] == []


def test_settings_is_the_only_reader_of_the_environment() -> None:
    readers = {shown(file) for file in python_files(*APPS) if re.search(r"\benviron\b|getenv", file.read_text())}
    assert readers - NAMES_THE_SETTINGS == {"aggregator/settings.py"}


def test_every_link_of_the_docs_leads_somewhere_in_the_repository() -> None:
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())]
    ours = [(page.parent / link).resolve() for page, link in links if "://" not in link]
    assert len(ours) > 60
    assert [str(place) for place in ours if not (place.exists() and place.is_relative_to(ROOT))] == []


def test_every_command_that_the_docs_name_is_there() -> None:
    named = {name for page in PAGES for name in re.findall(r"manage\.py\s+([a-z_]+)", page.read_text())}
    assert len(named) > 10
    assert named - get_commands().keys() == set()


def test_the_docs_name_no_file_beside_the_repository() -> None:
    assert [shown(page) for page in PAGES if "../shared" in page.read_text()] == []


def test_every_test_that_the_docs_name_is_there() -> None:
    named = {name for page in (ROOT / "docs").rglob("*.md") for name in re.findall(r"`(test_\w+)`", page.read_text())}
    there = {name for file in python_files("tests") for name, _lines in functions(file)}
    assert len(named) > 50
    assert named - there == set()


def test_the_readme_explains_every_environment_variable_and_no_other() -> None:
    settings = (ROOT / "aggregator" / "settings.py").read_text()
    read = set(re.findall(r"(?:environ\.get|env_\w+)\(\s*\"([A-Z_]+)\"", settings))
    table = (ROOT / "README.md").read_text().partition("## Environment variables")[2]
    assert set(re.findall(r"^\| `([A-Z_]+)`", table, flags=re.MULTILINE)) == read


@pytest.mark.parametrize("name", CONTRACT)
def test_every_command_of_the_contract_is_there(name: str) -> None:
    assert name in get_commands()
