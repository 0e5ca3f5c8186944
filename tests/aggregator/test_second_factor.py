"""Second factors: codes from an app, codes for the day it is lost, who is asked to have one."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from tests import make
from tests.aggregator.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
STEP = "/accounts/2fa/authenticate/"


@pytest.fixture
def ada() -> User:
    return make.reader("Ada")


def code(secret: str, *, ahead: int = 0) -> str:
    """What the app shows now, or `ahead` of half minutes later."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + ahead)))


def sign_in(client: Client, person: User, where: str = "") -> Any:
    sent = {"login": person.email, "password": make.PASSWORD, "next": where}
    return client.post("/accounts/login/", sent)


def sign_in_twice(client: Client, person: User) -> None:
    """And shown once more who it is, as what is dangerous asks."""
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD, "next": "/"})


def switched_on(person: User) -> tuple[str, list[str]]:
    """The secret of an app that was set up, and the codes for the day it is lost."""
    client = Client()
    sign_in_twice(client, person)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    return secret, answer.context["unused_codes"]


def test_an_app_is_set_up_with_a_picture_and_a_code(client: Client, ada: User) -> None:
    sign_in_twice(client, ada)
    page = text(client.get("/accounts/2fa/totp/activate/"))
    assert "data:image/svg+xml;base64," in page
    _secret, codes = switched_on(ada)
    assert len(set(codes)) == 10
    assert "Switch it off" in text(client.get("/accounts/2fa/"))


def test_a_wrong_code_sets_nothing_up_and_is_told_at_the_field(client: Client, ada: User) -> None:
    sign_in_twice(client, ada)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": "000000x"})
    assert 'class="errorlist"' in text(answer)
    assert not Authenticator.objects.exists()


def test_the_password_alone_signs_nobody_in_any_more(client: Client, ada: User) -> None:
    secret, _codes = switched_on(ada)
    assert sign_in(client, ada)["Location"].startswith(STEP)
    assert client.get("/you/").status_code == 302
    client.post(STEP, {"code": code(secret, ahead=1)})
    assert client.get("/you/").status_code == 200


def test_a_code_works_once(client: Client, ada: User) -> None:
    secret, _codes = switched_on(ada)
    shown = code(secret, ahead=1)
    sign_in(client, ada)
    client.post(STEP, {"code": shown})
    thief = Client()
    sign_in(thief, ada)
    assert "Incorrect code" in text(thief.post(STEP, {"code": shown}))
    assert thief.get("/you/").status_code == 302


def test_guessing_ends_after_a_few(client: Client, ada: User) -> None:
    secret, _codes = switched_on(ada)
    sign_in(client, ada)
    for _guess in range(8):
        client.post(STEP, {"code": "123"})
    assert "Too many" in text(client.post(STEP, {"code": code(secret, ahead=1)}))


def test_a_code_of_the_lost_day_signs_in_once(client: Client, ada: User) -> None:
    _secret, codes = switched_on(ada)
    sign_in(client, ada)
    client.post(STEP, {"code": codes[0]})
    assert client.get("/you/").status_code == 200
    again = Client()
    sign_in(again, ada)
    again.post(STEP, {"code": codes[0]})
    assert again.get("/you/").status_code == 302


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example", "http://["])
def test_the_step_leads_to_pages_of_this_site_only(client: Client, ada: User, where: str) -> None:
    secret, _codes = switched_on(ada)
    sign_in(client, ada, where)
    assert client.post(STEP, {"code": code(secret, ahead=1)})["Location"] == "/"


def test_switching_off_asks_who_it_is_and_takes_the_codes_along(client: Client, ada: User) -> None:
    switched_on(ada)
    client.force_login(ada)
    where = "/accounts/2fa/totp/deactivate/"
    assert "reauthenticate" in client.post(where)["Location"]
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD, "next": where})
    client.post(where)
    assert not Authenticator.objects.exists()


def test_a_key_is_called_what_fits(client: Client, ada: User) -> None:
    key = Authenticator.objects.create(user=ada, type=Authenticator.Type.WEBAUTHN, data={"name": "Mine"})
    client.force_login(ada)
    client.post("/accounts/reauthenticate/", {"password": make.PASSWORD, "next": "/"})
    where = reverse("mfa_edit_webauthn", args=[key.pk])
    assert "Shorten it to 60 characters" in text(client.post(where, {"name": "x" * 61}))
    client.post(where, {"name": "The blue key"})
    key.refresh_from_db()
    assert key.data["name"] == "The blue key"


def test_nobody_touches_the_key_of_another(client: Client, ada: User) -> None:
    key = Authenticator.objects.create(user=ada, type=Authenticator.Type.WEBAUTHN, data={"name": "Mine"})
    sign_in_twice(client, make.reader("Eve"))
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert Authenticator.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "[]",
        "x",
        '{"id": 1}',
        '{"type": "public-key"}',
        "null",
        "1",
        '{"rawId": 1, "id": 1}',
        '{"response": 7}',
    ],
)
def test_what_is_no_passkey_signs_nobody_in(client: Client, sent: str) -> None:
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": sent})
    assert answer.status_code == 302
    assert client.get("/you/").status_code == 302


def test_who_has_power_is_asked_for_a_second_factor_until_there_is_one(client: Client) -> None:
    asked = "with a password alone"
    for person, rooms in ((make.moderator(), ["/you/", "/moderation/"]), (make.operator(), ["/you/", "/ops/"])):
        client.force_login(person)
        assert [asked in text(client.get(room)) for room in rooms] == [True, True]
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        assert [asked in text(client.get(room)) for room in rooms] == [False, False]
    client.force_login(make.reader())
    assert asked not in text(client.get("/you/"))


def test_operators_do_not_see_the_secrets_of_others(client: Client, ada: User) -> None:
    key = Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "Xanthorhiza"})
    client.force_login(make.operator())
    assert "/admin/mfa/" not in text(client.get("/admin/"))
    for where in ("/admin/mfa/authenticator/", f"/admin/mfa/authenticator/{key.pk}/change/"):
        assert client.get(where).status_code == 403
