"""Many writers at once: one chain, without a fork and without a gap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from moderation import audit
from moderation.chain import verify
from moderation.models import AuditRow
from tests.make import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
WRITERS, ACTS = 8, 60


def test_many_writers_make_one_chain_and_who_takes_back_leaves_no_gap() -> None:
    start = Barrier(WRITERS)

    def write(writer: int) -> None:
        start.wait()
        try:
            for number in range(ACTS):
                act(writer, number)
        finally:
            connection.close()

    def act(writer: int, number: int) -> None:
        with transaction.atomic():
            audit.record(audit.Act.PLACED, article_id=writer, actor_id=None, now=NOW, detail={"number": number})
            transaction.set_rollback(number % 3 == 0)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert verify().rows == AuditRow.objects.count() == WRITERS * ACTS * 2 // 3
