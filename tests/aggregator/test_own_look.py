"""Theme, letters, size and width: chosen once, worn by every page from its first byte on."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from aggregator.accounts.look import Look, parse
from aggregator.accounts.models import User
from tests import make
from tests.aggregator.pages import newsroom, text

pytestmark = pytest.mark.django_db
DARK = {"theme": "dark", "font": "sans", "size": "large", "width": "wide"}
WORN = 'data-theme="dark" data-font="sans" data-size="large" data-width="wide">'


def test_a_stranger_keeps_a_look_in_this_browser(client: Client) -> None:
    newsroom(3)
    client.post("/look/", DARK)
    assert WORN in text(client.get("/"))
    assert client.cookies["look"]["httponly"]


def test_a_readers_look_is_on_all_their_devices(client: Client) -> None:
    newsroom(3)
    ada = make.reader("Ada")
    client.force_login(ada)
    client.post("/look/", DARK)
    elsewhere = Client()
    elsewhere.force_login(ada)
    assert WORN in text(elsewhere.get("/"))
    assert WORN in text(elsewhere.get("/saved/"))


def test_a_kept_frame_wears_the_look_of_whoever_asks(client: Client) -> None:
    newsroom(3)
    client.post("/look/", DARK)
    assert WORN in text(client.get("/"))
    plain = text(Client().get("/"))
    assert "data-theme" not in plain
    assert plain.count('name="theme-color"') == 2


def test_a_reader_who_goes_back_to_the_usual_has_it_whatever_the_browser_keeps(client: Client) -> None:
    ada = make.reader("Ada")
    client.force_login(ada)
    client.post("/look/", {})
    client.cookies["look"] = "dark.sans.large.wide"
    assert "data-theme" not in text(client.get("/saved/"))


def test_in_place_the_form_comes_alone_and_the_answer_is_empty(client: Client) -> None:
    htmx = {"HX-Request": "true"}
    assert "<html" not in text(client.get("/look/", headers=htmx))
    assert client.post("/look/", DARK, headers=htmx).status_code == 204


def test_a_word_that_is_none_is_refused_and_nothing_is_kept(client: Client) -> None:
    answer = client.post("/look/", {"theme": '"><script>'})
    assert answer.status_code == 422
    assert "look" not in answer.cookies
    assert "<script>" not in text(answer).partition("errorlist")[2].partition("</ul>")[0]


@pytest.mark.parametrize("kept", ["", "dark", "a.b.c.d", '"><x.y.z.w', "." * 3, "dark.sans.large.wide.more"])
def test_a_cookie_that_makes_no_sense_is_the_sites_own_look(client: Client, kept: str) -> None:
    assert parse(kept) == Look()


def test_a_row_holds_a_look_or_nothing() -> None:
    ada = make.reader("Ada")
    with pytest.raises(IntegrityError, match="user_look_is_four_words"), transaction.atomic():
        User.objects.filter(pk=ada.pk).update(look="<b>")
