import json
from typing import Any

import pytest
from django.core.management import call_command


def verdicts(capsys: pytest.CaptureFixture[str], *urls: str) -> list[dict[str, object]]:
    call_command("check_url", *urls, "--json")
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def test_each_address_gets_a_verdict(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.FETCH_ALLOW = []
    here, public = verdicts(capsys, "http://127.0.0.1/", "https://8.8.8.8/feed")
    assert (here["allowed"], here["addresses"]) == (False, ["127.0.0.1"])
    assert public == {"url": "https://8.8.8.8/feed", "allowed": True, "addresses": ["8.8.8.8"], "reason": ""}


def test_the_operator_opens_networks(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    (verdict,) = verdicts(capsys, "http://127.0.0.1:6379/")
    assert verdict["allowed"]


def test_without_json_it_answers_in_words(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.FETCH_ALLOW = []
    call_command("check_url", "http://10.0.0.1/")
    assert "refused: 10.0.0.1 is not allowed" in capsys.readouterr().out
