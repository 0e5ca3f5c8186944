"""Tampering with the audit shows, even by somebody whom no trigger stops."""

import json
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test import Client

from moderation import audit
from moderation.chain import BrokenChainError, check, verify
from moderation.models import AuditHead, AuditRow
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
LOOKED: dict[str, str | int | None] = {"item": 7, "words": "naïve “ünicode”", "none": None}


@pytest.fixture
def ids() -> list[int]:
    """Five rows; the keys, in the order of the chain."""
    max_ = make.moderator()
    made = [
        audit.record(audit.Act.REOPENED, article_id=number, actor_id=max_.pk, now=NOW, detail=LOOKED)
        for number in range(1, 6)
    ]
    return [row.pk for row in made]


def past_the_triggers(sql: str, *given: int | list[int]) -> None:
    """What a superuser of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, given)
        cursor.execute("SET session_replication_role = origin")


def what_is_wrong(noted: str = "") -> str:
    with pytest.raises(BrokenChainError) as broken:
        verify(noted=noted)
    return str(broken.value)


def answer(*arguments: str) -> tuple[int, dict[str, object]]:
    out = StringIO()
    try:
        call_command("verify_audit", "--json", *arguments, stdout=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_a_chain_that_nobody_touched_holds(ids: list[int]) -> None:
    last = AuditRow.objects.get(pk=ids[-1])
    assert answer() == (0, {"rows": 5, "head": last.hash})


def test_an_empty_chain_holds() -> None:
    assert verify().rows == 0


@pytest.mark.parametrize(
    "change", ["act = 'placed'", "detail = '{}'", "actor_id = NULL", "created_at = now()", "subject = 'article:9'"]
)
def test_an_altered_row_shows_whichever_column_it_was(ids: list[int], change: str) -> None:
    past_the_triggers(f"UPDATE moderation_auditrow SET {change} WHERE id = %s", ids[2])
    assert what_is_wrong() == f"Row 3 (id {ids[2]}) was altered: its words do not fit its hash."


def test_an_altered_row_with_a_new_hash_of_its_own_shows_in_the_next_one(ids: list[int]) -> None:
    past_the_triggers("UPDATE moderation_auditrow SET act = 'placed' WHERE id = %s", ids[2])
    past_the_triggers("UPDATE moderation_auditrow r SET hash = moderation_audit_hash(r) WHERE id = %s", ids[2])
    assert f"Row 4 (id {ids[3]}) does not follow" in what_is_wrong()


def test_a_missing_row_shows(ids: list[int]) -> None:
    past_the_triggers("DELETE FROM moderation_auditrow WHERE id = %s", ids[1])
    assert what_is_wrong() == f"Row 2 is missing: the next one is 3 (id {ids[2]})."


def test_a_missing_row_shows_though_the_others_were_numbered_anew(ids: list[int]) -> None:
    past_the_triggers("DELETE FROM moderation_auditrow WHERE id = %s", ids[1])
    for key in ids[2:]:
        past_the_triggers("UPDATE moderation_auditrow SET position = position - 1 WHERE id = %s", key)
    assert "follows on a row that is missing" in what_is_wrong()


def test_rows_in_another_order_show(ids: list[int]) -> None:
    for key, position in ((ids[1], 99), (ids[2], 2), (ids[1], 3)):
        past_the_triggers("UPDATE moderation_auditrow SET position = %s WHERE id = %s", position, key)
    assert f"Row 2 (id {ids[2]}) does not follow on the one before it: re-ordered" in what_is_wrong()


def test_rows_cut_off_at_the_end_show(ids: list[int]) -> None:
    past_the_triggers("DELETE FROM moderation_auditrow WHERE id = ANY(%s)", ids[3:])
    assert answer() == (1, {"error": "The end was cut off: the last row is 3, the head says 5."})


def test_a_row_appended_past_the_triggers_shows_though_its_hash_fits(ids: list[int]) -> None:
    past_the_triggers(
        "INSERT INTO moderation_auditrow (act, subject, detail, created_at, position, previous_hash, hash)"
        " SELECT 'placed', 'article:9', '{}', now(), 6, hash, '' FROM moderation_auditrow WHERE id = %s",
        ids[-1],
    )
    past_the_triggers("UPDATE moderation_auditrow r SET hash = moderation_audit_hash(r) WHERE position = 6")
    assert what_is_wrong() == "Row 6 lies behind the head (5): it was put in past it."


def test_each_night_the_chain_is_verified_and_the_outcome_kept(ids: list[int]) -> None:
    found = check(now=NOW)
    assert (found.rows, found.head, found.error) == (5, AuditRow.objects.get(pk=ids[-1]).hash, "")
    past_the_triggers("UPDATE moderation_auditrow SET act = 'placed' WHERE id = %s", ids[2])
    broken = check(now=NOW + timedelta(days=1))
    assert (broken.head, broken.error) == ("", f"Row 3 (id {ids[2]}) was altered: its words do not fit its hash.")


def test_a_chain_written_anew_since_the_last_night_shows(ids: list[int]) -> None:
    check(now=NOW)
    past_the_triggers("DELETE FROM moderation_auditrow")
    AuditHead.objects.update(position=0, hash="0" * 64)
    audit.record(audit.Act.PLACED, article_id=1, actor_id=None, now=NOW, detail={})
    for _night in range(2):
        assert "written anew" in check(now=NOW + timedelta(days=1)).error


def test_the_operator_reads_when_the_audit_was_verified_and_what_is_wrong(client: Client, cache: object) -> None:
    client.force_login(make.operator())
    assert "The audit was not verified yet" in client.get("/ops/").text
    check(now=NOW)
    assert "Audit verified at" in client.get("/ops/").text
    assert "news_audit_holds 1.0" in client.get("/metrics").text
    AuditHead.objects.all().delete()
    check(now=NOW + timedelta(days=1))
    assert "The audit does not hold" in client.get("/ops/").text
    assert "news_audit_holds 0.0" in client.get("/metrics").text


def test_a_head_that_was_put_back_or_taken_away_shows(ids: list[int]) -> None:
    AuditHead.objects.update(position=4, hash=AuditRow.objects.get(pk=ids[3]).hash)
    assert "Row 5 lies behind the head (4)" in what_is_wrong()
    AuditHead.objects.all().delete()
    assert "head of the chain is missing" in what_is_wrong()


def test_without_a_head_nothing_is_written() -> None:
    AuditHead.objects.all().delete()
    with pytest.raises(IntegrityError, match="head"):
        audit.record(audit.Act.PLACED, article_id=1, actor_id=None, now=NOW, detail={})


def test_a_chain_written_anew_from_its_beginning_lacks_a_head_that_was_noted(ids: list[int]) -> None:
    noted = verify().head
    assert verify(noted=noted).rows == 5
    past_the_triggers("DELETE FROM moderation_auditrow")
    AuditHead.objects.update(position=0, hash="0" * 64)
    audit.record(audit.Act.PLACED, article_id=1, actor_id=None, now=NOW, detail={})
    assert verify().rows == 1
    assert "written anew" in what_is_wrong(noted)


def test_a_row_that_was_put_in_by_hand_is_chained_like_any_other(ids: list[int]) -> None:
    AuditRow.objects.bulk_create(AuditRow(act="placed", subject=f"article:{n}", created_at=NOW) for n in range(3))
    assert verify().rows == 8


def test_rows_of_before_are_chained_in_their_order(ids: list[int]) -> None:
    past_the_triggers("UPDATE moderation_auditrow SET position = -id, previous_hash = '', hash = ''")
    AuditHead.objects.update(position=0, hash="0" * 64)
    past_the_triggers(import_module("moderation.migrations.0006_chain_the_audit_rows").CHAIN_THE_OLD)
    assert verify().rows == 5
    assert list(AuditRow.objects.order_by("position").values_list("pk", flat=True)) == ids
