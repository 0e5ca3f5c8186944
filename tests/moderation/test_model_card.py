"""The page about the claims model: what it says, and the way back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from feeds.models import ModelVersion
from moderation.models import AuditRow
from moderation.weights import SHIPPED
from tests import make

pytestmark = pytest.mark.django_db
CLAIMS = ModelVersion.Kind.CLAIMS


@pytest.fixture
def room(client: Client) -> Client:
    client.force_login(make.moderator("Max"))
    return client


def page(room: Client) -> str:
    return room.get(reverse("moderation-model")).content.decode()


def test_it_says_how_good_the_model_is_and_where_it_is_wrong(room: Client) -> None:
    said = page(room)
    assert "On a source it had not seen" in said
    assert "English only" in said


def test_a_version_is_put_in_force_by_one_click(room: Client) -> None:
    old = ModelVersion.objects.create(kind=CLAIMS, name="old", weights=str(SHIPPED))
    new = ModelVersion.objects.create(kind=CLAIMS, name="new", weights=str(SHIPPED), is_active=True)
    room.post(reverse("moderation-model-use"), {"version": old.pk})
    assert ModelVersion.objects.get(kind=CLAIMS, is_active=True) == old
    assert AuditRow.objects.get(act="chose_claims").actor is not None
    assert new.name in page(room)


def test_a_version_that_is_lost_stays_out_and_is_told(room: Client) -> None:
    lost = ModelVersion.objects.create(kind=CLAIMS, name="lost", weights="/nowhere/w.npz")
    said = room.post(reverse("moderation-model-use"), {"version": lost.pk}, follow=True).content.decode()
    assert "lost or broken" in said
    assert not ModelVersion.objects.filter(is_active=True, kind=CLAIMS).exists()


def test_a_version_in_force_that_is_broken_is_told(room: Client) -> None:
    ModelVersion.objects.create(kind=CLAIMS, name="lost", weights="/nowhere/w.npz", is_active=True)
    assert "every new article waits for a person" in page(room)


@pytest.mark.parametrize("asked", ["999999", "x", "9" * 30, "-1"])
def test_a_version_that_never_was_is_not_found(room: Client, asked: str) -> None:
    assert room.post(reverse("moderation-model-use"), {"version": asked}).status_code == 404


def test_why_a_version_is_not_used_is_told(room: Client) -> None:
    report = {"refused": "On the newest week its AUROC is 0.6."}
    ModelVersion.objects.create(kind=CLAIMS, name="worse", weights=str(SHIPPED), report=report)
    assert "not used: On the newest week" in page(room)


def test_it_costs_the_same_however_many_versions(room: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    page(room)
    for at in range(8):
        ModelVersion.objects.create(kind=CLAIMS, name=f"v{at}", weights=str(SHIPPED), is_active=at == 0)
    with django_assert_num_queries(4):
        page(room)
