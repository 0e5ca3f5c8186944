"""Many moderators at once: every item is had by one of them at a time and decided once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from feeds.models import Article
from moderation import decide, queue
from moderation.assess import assess
from moderation.models import Assessment, AuditRow, Decision, Notice, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
MODERATORS, ITEMS = 8, 250  # 2,000 claims
Result = TypeVar("Result")


def race(work: Callable[[int], Result], people: Sequence[int]) -> list[Result]:
    """Everybody at once, each in a thread with a connection of its own."""
    start = Barrier(len(people))

    def run(person: int) -> Result:
        try:
            start.wait()
            return work(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def items(count: int) -> list[int]:
    feed = make.feed()
    cleo = make.creator()
    articles = [make.article(feed=feed) for _ in range(count - 1)] + [make.article(creator=cleo)]
    return [make.review_item(article).pk for article in articles]


def drop(item_id: int, moderator_id: int, *, minutes: float = 0) -> bool:
    """Decide, or be refused."""
    try:
        decide.decide(
            item_id,
            moderator_id=moderator_id,
            visibility=Article.Visibility.DROP,
            reason=Decision.Reason.FALSE_CLAIM,
            now=NOW + timedelta(minutes=minutes),
        )
    except queue.LeaseError:
        return False
    return True


def test_of_2000_racing_claims_each_item_is_decided_by_one_moderator_once() -> None:
    ids, people = items(ITEMS), [make.moderator(f"M{n}").pk for n in range(MODERATORS)]

    def claim_all(person: int) -> int:
        won = 0
        for item_id in ids:
            try:
                queue.lease(item_id, person, now=NOW)
            except queue.LeaseError:
                continue
            won += drop(item_id, person)
        return won

    assert sum(race(claim_all, people)) == ITEMS
    assert sorted(Decision.objects.values_list("item", flat=True)) == sorted(ids)
    assert (AuditRow.objects.count(), Notice.objects.count()) == (ITEMS, 1)
    assert not ReviewItem.objects.open().exists()


def test_moderators_who_take_the_next_one_empty_the_queue_without_meeting() -> None:
    ids, people = items(ITEMS), [make.moderator(f"M{n}").pk for n in range(MODERATORS)]

    def work_through(person: int) -> list[int]:
        mine = []
        while (item := queue.lease_next(person, now=NOW)) is not None:
            assert drop(item.pk, person)
            mine.append(item.pk)
        return mine

    done = [item_id for mine in race(work_through, people) for item_id in mine]
    assert sorted(done) == sorted(ids)


def test_a_form_that_is_sent_many_times_decides_once() -> None:
    ids, max_ = items(20), make.moderator().pk
    ReviewItem.objects.update(leased_by=max_, leased_until=NOW + queue.LEASE)
    sent = race(lambda _n: [drop(item_id, max_) for item_id in ids], range(MODERATORS))
    assert sum(map(sum, sent)) == len(ids) == Decision.objects.count()


def test_at_the_end_of_a_lease_either_the_old_holder_decides_or_the_new_one() -> None:
    ids, old, new = items(60), make.moderator("Old").pk, make.moderator("New").pk
    ReviewItem.objects.update(leased_by=old, leased_until=NOW + queue.LEASE)

    def last_second(person: int) -> int:
        return sum(drop(item_id, person, minutes=9.9) for item_id in ids)

    def first_second(person: int) -> int:
        won = 0
        for item_id in ids:
            try:
                queue.lease(item_id, person, now=NOW + queue.LEASE)
            except queue.LeaseError:
                continue
            won += drop(item_id, person, minutes=10)
        return won

    decided = race(lambda person: last_second(person) if person == old else first_second(person), [old, new])
    assert sum(decided) == len(ids) == Decision.objects.count()


def test_workers_that_assess_the_same_article_leave_one_of_everything() -> None:
    title = "Garlic juice cures cancer"
    article = make.article(title=title, text=f"{title}.", creator=make.creator(), visibility=Article.Visibility.HOLD)
    race(lambda _n: assess(article.pk, now=NOW), range(4))
    kinds = (Assessment, ReviewItem, Decision, AuditRow, Notice)
    assert [kind.objects.count() for kind in kinds] == [1, 1, 1, 1, 1]
