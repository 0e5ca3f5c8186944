"""The help box: beside what speaks of despair, with the operator's line for its language, else without a number."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from aggregator.help_lines import HelpLine, help_lines
from feeds.models import Article
from tests import make
from tests.aggregator.pages import cost, text

BOX = 'class="help"'
LINES = {
    "en": HelpLine("Samaritans", "116 123", "https://www.samaritans.org"),
    "*": HelpLine("Open ear", "+1 555 0100"),
}


def sad(p_distress: float = 0.5, language: str = "en") -> Article:
    article = make.article()
    Article.objects.update(language=language)
    found = make.assessment(article)
    found.p_distress = p_distress
    found.save()
    return article


def page(article: Article) -> str:
    return text(Client().get(article.get_absolute_url()))


@pytest.mark.django_db
@pytest.mark.parametrize(("p_distress", "is_there"), [(0.9, True), (0.35, True), (0.34, False), (0.0, False)])
def test_the_box_stands_beside_what_speaks_of_despair(*, p_distress: float, is_there: bool) -> None:
    assert (BOX in page(sad(p_distress))) is is_there


@pytest.mark.django_db
def test_without_a_line_of_the_operator_no_number_is_named() -> None:
    box = page(sad()).partition(BOX)[2].partition("</aside>")[0]
    assert "emergency number" in box
    assert not re.search(r"[0-9]", re.sub(r"<[^>]*>", "", box))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("en", "Samaritans"), ("en-GB", "Samaritans"), ("de", "Open ear")])
def test_the_line_is_that_of_the_articles_language(settings: Settings, language: str, name: str) -> None:
    settings.HELP_LINES = LINES
    assert name in page(sad(language=language))


@pytest.mark.django_db
def test_a_number_can_be_called_and_an_address_followed(settings: Settings) -> None:
    settings.HELP_LINES = LINES
    shown = page(sad())
    assert 'href="tel:116123"' in shown
    assert 'href="https://www.samaritans.org"' in shown


@pytest.mark.django_db
def test_the_box_costs_one_query(client: Client) -> None:
    calm, other = make.article(), sad()
    client.get(calm.get_absolute_url())
    assert cost(client, calm.get_absolute_url()) == cost(client, other.get_absolute_url())


def test_an_operator_names_lines_by_language() -> None:
    value = (
        '{"EN": {"name": " Samaritans ", "phone": "116 123"}, "*": {"name": "Open ear", "url": "https://ear.example"}}'
    )
    assert help_lines(value) == {
        "en": HelpLine("Samaritans", "116 123"),
        "*": HelpLine("Open ear", url="https://ear.example"),
    }
    assert help_lines(" ") == {}


@pytest.mark.parametrize(
    "value",
    [
        "116 123",
        '["116 123"]',
        '{"en": "116 123"}',
        '{"en": {"name": "Samaritans"}}',
        '{"en": {"phone": "116 123"}}',
        '{"en": {"name": "Samaritans", "phone": "call us"}}',
        '{"en": {"name": "Samaritans", "phone": 116123}}',
        '{"en": {"name": "Samaritans", "url": "javascript:alert(1)"}}',
        '{"en": {"name": "Samaritans", "url": "http://samaritans.org"}}',
        '{"en": {"name": "Samaritans", "phone": "116 123", "mail": "x"}}',
    ],
)
def test_a_line_that_leads_nowhere_stops_the_start(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HELP_LINES"):
        help_lines(value)
