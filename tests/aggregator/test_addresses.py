"""A wrong address or level in the environment stops the start with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from aggregator.addresses import BROKERS, CACHES, address
from aggregator.logs import logging


@pytest.mark.parametrize(
    ("name", "value", "schemes"),
    [
        ("SITE_URL", "http://[", ("http", "https")),
        ("SITE_URL", "news.example.org", ("http", "https")),
        ("SITE_URL", "https://news.example.org:99999", ("http", "https")),
        ("BROKER_URL", "nonsense", BROKERS),
        ("CACHE_URL", "memcached://127.0.0.1", CACHES),
    ],
)
def test_an_address_of_the_wrong_form_is_refused_by_name(name: str, value: str, schemes: tuple[str, ...]) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        address(name, value, *schemes)


def test_an_address_that_is_not_given_stays_empty() -> None:
    assert address("BROKER_URL", "", *BROKERS) == ""


def test_an_address_loses_the_slash_at_its_end() -> None:
    assert address("SITE_URL", "https://news.example.org/", "http", "https") == "https://news.example.org"


def test_a_level_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL"):
        logging("loud", is_for_people=False)
