from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from aggregator.accounts.limits import limit, network_of


@limit("test", per_minute=2)
def write(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("written")


def ask(method: str = "POST", address: str = "203.0.113.7", **headers: str) -> HttpResponse:
    request = RequestFactory().generic(method, "/", headers=headers, REMOTE_ADDR=address)
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    return write(request)


def test_who_writes_too_often_is_told_when_to_come_back(cache: Any) -> None:
    answers = [ask(**{"HX-Request": "true"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert b"Try again in" in answers[2].content


def test_another_address_is_not_told_off_for_it(cache: Any) -> None:
    for _ in range(3):
        ask(**{"HX-Request": "true"})
    assert ask(address="203.0.113.8").status_code == 200


def test_reading_is_not_counted(cache: Any) -> None:
    assert {ask(method="GET").status_code for _ in range(9)} == {200}


def test_a_forged_address_counts_for_nothing_without_a_proxy(cache: Any) -> None:
    answers = [ask(**{"HX-Request": "true", "X-Forwarded-For": f"198.51.100.{n}"}) for n in range(3)]
    assert answers[2].status_code == 429


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("nonsense", "unknown"),
    ],
)
def test_an_ipv6_customer_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
