"""No two moderators ever decide the same item: ten thousand claims that race for a hundred items, in eight threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from random import Random
from threading import Barrier

import pytest
from django.db import connection

from moderation import decide, queue
from moderation.models import AuditRow, Decision, Opening, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
MODERATORS, CLAIMS, ITEMS = 8, 1_250, 100


@dataclass(slots=True)
class Outcome:
    """What came of one moderator's claims."""

    decided: int = 0
    let_go: int = 0
    held_by_another: int = 0
    decided_already: int = 0


def race(moderator_id: int, items: list[int], start: Barrier) -> Outcome:
    """Claim one item after another, decide one in ten of what is won and let the rest go by taking the next."""
    outcome, dice = Outcome(), Random(moderator_id)
    start.wait()
    try:
        for _ in range(CLAIMS):
            _claim(dice.choice(items), moderator_id, outcome, dice)
    finally:
        connection.close()
    return outcome


def _claim(item_id: int, moderator_id: int, outcome: Outcome, dice: Random) -> None:
    try:
        queue.lease(item_id, moderator_id, now=NOW)
        if dice.random() < 1 / 10:
            decide.decide(item_id, moderator_id=moderator_id, now=NOW, visibility="drop", reason="false_claim")
            outcome.decided += 1
        else:
            outcome.let_go += 1
    except queue.ItemClosedError:
        outcome.decided_already += 1
    except queue.HeldByAnotherError:
        outcome.held_by_another += 1


def test_ten_thousand_racing_claims_decide_each_item_once() -> None:
    feed = make.feed()
    items = [make.review_item(make.article(feed=feed)).pk for _ in range(ITEMS)]
    moderators = [make.moderator(f"Max {number}").pk for number in range(MODERATORS)]
    start = Barrier(MODERATORS)
    with ThreadPoolExecutor(MODERATORS) as pool:
        outcomes = list(pool.map(lambda who: race(who, items, start), moderators))
    assert sum(sum(astuple(one)) for one in outcomes) == MODERATORS * CLAIMS
    decisions = sum(one.decided for one in outcomes)
    assert decisions == Decision.objects.count() == Decision.objects.values("item").distinct().count()
    assert decisions == AuditRow.objects.filter(act="decided").values("subject").distinct().count()
    assert ITEMS - decisions == ReviewItem.objects.open().count()
    assert Opening.objects.count() >= decisions


def test_moderators_who_ask_for_the_next_item_at_once_never_get_the_same() -> None:
    feed = make.feed()
    for _ in range(MODERATORS):
        make.review_item(make.article(feed=feed))
    moderators = [make.moderator(f"Max {number}").pk for number in range(MODERATORS)]
    start = Barrier(MODERATORS)

    def take(moderator_id: int) -> int | None:
        start.wait()
        try:
            item = queue.lease_next(moderator_id, now=NOW)
        finally:
            connection.close()
        return item.pk if item is not None else None

    with ThreadPoolExecutor(MODERATORS) as pool:
        taken = list(pool.map(take, moderators))
    assert None not in taken
    assert len(set(taken)) == MODERATORS
