"""Who is signed in is asked in one question, and is the person that Django would find."""

from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse

from aggregator.accounts.models import Role, User
from aggregator.accounts.signed_in import EmailBackend
from tests import make

pytestmark = pytest.mark.django_db


def test_a_signed_in_person_is_the_row_with_its_roles(django_assert_num_queries: Any) -> None:
    max_ = make.moderator()
    with django_assert_num_queries(1):
        found = EmailBackend().get_user(max_.pk)
        assert found is not None
        assert found.roles == {Role.MODERATOR}
    fields = [field.attname for field in User._meta.concrete_fields]
    plain = User.objects.get(pk=max_.pk)
    assert [getattr(found, it) for it in fields] == [getattr(plain, it) for it in fields]


def test_what_is_changed_of_a_signed_in_person_is_saved() -> None:
    found = EmailBackend().get_user(make.reader().pk)
    assert found is not None
    found.name = "Ada"
    found.save(update_fields=["name"])
    assert User.objects.get(pk=found.pk).name == "Ada"


def test_nobody_is_signed_in_by_an_account_that_is_closed_or_gone() -> None:
    ada = make.reader()
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert EmailBackend().get_user(ada.pk) is None
    assert EmailBackend().get_user(ada.pk + 1) is None


def test_a_role_that_is_taken_away_is_gone_on_the_next_page(client: Client) -> None:
    max_ = make.moderator()
    client.force_login(max_, backend="aggregator.accounts.signed_in.EmailBackend")
    assert client.get(reverse("moderation")).status_code == 200
    max_.groups.remove(Group.objects.get(name=Role.MODERATOR))
    assert client.get(reverse("moderation")).status_code == 403


def test_a_session_is_over_once_the_password_is_another(client: Client) -> None:
    ada = make.reader()
    client.force_login(ada, backend="aggregator.accounts.signed_in.EmailBackend")
    request = RequestFactory().get("/")
    request.session = client.session
    assert get_user(request) == ada
    ada.set_password("something else entirely")
    ada.save()
    assert get_user(request).is_anonymous
