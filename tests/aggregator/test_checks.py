from typing import Any

from aggregator.checks import crawler_stays_out_of_private_networks, site_answers_to_its_own_address


def test_a_site_that_refuses_its_own_address_is_warned(settings: Any) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://news.example.org", ["127.0.0.1"]
    (warning,) = site_answers_to_its_own_address(None)
    assert warning.hint == "Set ALLOWED_HOSTS=news.example.org"


def test_a_site_that_answers_to_its_address_is_not_warned(settings: Any) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://news.example.org", ["news.example.org"]
    assert site_answers_to_its_own_address(None) == []


def test_opening_the_whole_internet_to_the_crawler_is_warned_of(settings: Any) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8", "0.0.0.0/0"]
    (warning,) = crawler_stays_out_of_private_networks(None)
    assert "0.0.0.0/0" in str(warning.msg)
