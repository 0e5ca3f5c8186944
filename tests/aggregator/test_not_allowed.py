from typing import Any

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_an_address_for_forms_says_so_when_it_is_typed(client: Client, cache: Any) -> None:
    answer = client.get(f"/feeds/{make.feed().pk}/follow/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert b"This address is for a button" in answer.content


def test_a_program_gets_the_bare_answer(client: Client, cache: Any) -> None:
    answer = client.get("/events/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.content) == (405, b"")
    assert client.post("/search/").content == b""
