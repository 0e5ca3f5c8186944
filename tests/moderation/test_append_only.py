"""Decisions and audit rows stay as they were written, whoever asks and however."""

import pytest
from django.db import IntegrityError, connection, transaction

from feeds.models import Article
from moderation.models import AuditRow, Decision
from tests import make

pytestmark = pytest.mark.django_db
TABLES = {"moderation_decision": "note = 'changed'", "moderation_auditrow": "act = 'changed'"}


@pytest.fixture(autouse=True)
def _a_decision() -> None:
    make.decision(make.article(), make.moderator(), Article.Visibility.DROP)


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_to_change_a_row(table: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {TABLES[table]}")


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_to_delete_a_row(table: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("model", [Decision, AuditRow])
def test_no_way_through_the_models_leads_round_it(model: type[Decision] | type[AuditRow]) -> None:
    row = model.objects.latest("pk")
    for act in (model.objects.all().delete, row.delete, row.save):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert model.objects.contains(row)


def test_an_article_with_a_history_cannot_be_deleted() -> None:
    with pytest.raises(IntegrityError):
        Article.objects.get().delete()
