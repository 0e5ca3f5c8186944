"""The admin shows moderation and changes nothing of it."""

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from feeds.models import Article
from tests import make

pytestmark = pytest.mark.django_db
TABLES = [
    "assessment",
    "auditrow",
    "auditcheck",
    "decision",
    "letter",
    "notice",
    "reference",
    "referencefeed",
    "reviewitem",
    "secondopinion",
    "thresholdversion",
    "calibration",
]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", make.PASSWORD))
    make.decision(make.article(creator=make.creator()), make.moderator(), Article.Visibility.DROP)
    return client


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read(admin: Client, table: str) -> None:
    assert admin.get(reverse(f"admin:moderation_{table}_changelist")).status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_added_even_by_a_superuser(admin: Client, table: str) -> None:
    assert admin.get(reverse(f"admin:moderation_{table}_add")).status_code == 403
    assert admin.post(reverse(f"admin:moderation_{table}_add"), {}).status_code == 403


def test_a_checked_claim_is_found_by_its_words_and_shown_without_its_numbers(client: Client) -> None:
    client.force_login(make.operator())
    found = make.reference("Garlic cures cancer")
    make.reference("Masts spread a virus")
    page = client.get(reverse("admin:moderation_reference_changelist"), {"q": "garlic"}).text
    assert "Garlic cures cancer" in page
    assert "Masts" not in page
    page = client.get(reverse("admin:moderation_reference_change", args=[found.pk])).text
    assert found.url in page
    assert "wording" not in page.lower()
