"""Passkeys in a real browser, with the authenticator that Chromium makes for tests."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests import make
from tests.browser.conftest import follow, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cache")]


def authenticator(page: Page, *, unlocked: bool = True) -> tuple[CDPSession, str]:
    """A phone that keeps keys and is unlocked by its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "isUserVerified": unlocked}})
    return session, made["authenticatorId"]


def test_a_passkey_is_added_signs_in_alone_and_is_removed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    session, phone = authenticator(page)
    ada = make.reader("Ada")
    sign_in(page, ada)
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", make.PASSWORD)
    follow(page, "main button.primary", "/accounts/2fa/webauthn/add/")
    page.fill("[name=name]", "My phone")
    page.check("[name=passwordless]")
    follow(page, "#add-key", "/accounts/2fa/recovery-codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": phone})["credentials"]) == 1
    page.goto("/accounts/logout/")
    follow(page, "main button.primary", "/")
    page.goto("/accounts/login/?next=/saved/")
    page.click("#ask-passkey")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator(".lines li")).to_contain_text("My phone")
    page.click("text=Remove")
    page.fill("[name=password]", make.PASSWORD)
    page.click("main button.primary")
    follow(page, "main button.danger", "/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("None yet.")


def test_a_device_without_a_key_is_told_in_words(open_page: Callable[..., Page]) -> None:
    page = open_page()
    authenticator(page, unlocked=False)
    page.goto("/accounts/login/")
    expect(page.locator("[data-passkey-failed]")).to_be_hidden()
    page.click("#ask-passkey")
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
