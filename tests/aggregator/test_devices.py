"""Where people are signed in: what is listed, and how it is ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.devices import described
from aggregator.accounts.models import Device, User
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 Version/18.1 Safari/604.1"


@pytest.fixture
def ada() -> User:
    return make.reader("Ada")


def browser(person: User, agent: str = FIREFOX) -> Client:
    """A browser of this person that has opened a page."""
    client = Client(headers={"user-agent": agent})
    client.force_login(person)
    client.get("/you/")
    return client


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (EDGE, ("Edge", "Windows")),
        (PHONE, ("Safari", "iPhone")),
        ("curl/8.1", ("", "")),
        ("", ("", "")),
        ("\0" * 5000, ("", "")),
    ],
)
def test_a_browser_is_called_what_it_claims(agent: str, told: tuple[str, str]) -> None:
    assert described(agent) == told


def test_every_browser_has_a_line_and_this_one_is_marked(ada: User) -> None:
    browser(ada, PHONE)
    page = text(browser(ada).get("/you/devices/"))
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert page.count("This one") == 1


def test_a_page_more_is_not_a_line_more_and_costs_no_query(ada: User, django_assert_num_queries: Any) -> None:
    client = browser(ada)
    with django_assert_num_queries(cost(client, "/you/devices/")):
        client.get("/you/devices/")
    assert Device.objects.count() == 1


def test_a_device_that_is_signed_out_elsewhere_is_a_stranger_at_once(ada: User) -> None:
    lost, here = browser(ada, PHONE), browser(ada)
    here.post(f"/you/devices/{Device.objects.get(system='iPhone').pk}/")
    assert lost.get("/you/").status_code == 302
    assert here.get("/you/").status_code == 200


def test_all_others_are_signed_out_together(ada: User) -> None:
    others, here = [browser(ada, PHONE), browser(ada, EDGE)], browser(ada)
    page = text(here.post("/you/devices/others/", follow=True))
    assert "Signed out on 2 other devices." in page
    assert [it.get("/you/").status_code for it in (*others, here)] == [302, 302, 200]


def test_nobody_signs_out_somebody_else(ada: User) -> None:
    victim, eve = browser(ada), browser(make.reader("Eve"))
    eve.post(f"/you/devices/{Device.objects.get(user=ada).pk}/")
    assert victim.get("/you/").status_code == 200
    assert "ada" not in text(eve.get("/you/devices/")).lower()


def test_a_new_password_ends_the_lines_of_the_old_one(ada: User) -> None:
    browser(ada, PHONE)
    here = browser(ada)
    new = {"oldpassword": make.PASSWORD, "password1": "quiet-harbour-77", "password2": "quiet-harbour-77"}
    here.post("/accounts/password/change/", new)
    page = text(here.get("/you/devices/"))
    assert "Firefox on Linux" in page
    assert "iPhone" not in page


def test_the_line_follows_its_session_to_another_key(ada: User) -> None:
    client = browser(ada)
    session = client.session
    session.cycle_key()
    client.cookies["sessionid"] = session.session_key or ""
    client.get("/you/")
    assert Device.objects.get().session_key == session.session_key


def test_when_it_was_seen_is_noted_by_the_hour(ada: User) -> None:
    client = browser(ada)
    long_ago = timezone.now() - timedelta(hours=3)
    Device.objects.update(signed_in_at=long_ago, seen_at=long_ago)
    session = client.session
    session["device"] = [*session["device"][:2], long_ago.timestamp()]
    session.save()
    client.get("/you/")
    assert timezone.now() - Device.objects.get().seen_at < timedelta(minutes=1)


def test_strangers_have_no_line(client: Client) -> None:
    client.get("/")
    assert not Device.objects.exists()
