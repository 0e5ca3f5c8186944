"""One item belongs to one moderator at a time."""

from datetime import timedelta

import pytest

from aggregator.accounts.models import User
from moderation import queue
from moderation.models import ReviewItem
from moderation.types import Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def item(priority: float = 0.5, *, hours_old: int = 0) -> ReviewItem:
    return make.review_item(make.article(), priority=priority, opened_at=NOW - timedelta(hours=hours_old))


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def mina() -> User:
    return make.moderator("Mina")


def test_the_most_urgent_item_comes_first_and_the_older_of_two_equals(max_: User, mina: User) -> None:
    item(0.5)
    older, urgent = item(0.5, hours_old=2), item(0.9)
    assert queue.lease_next(max_.pk, now=NOW) == urgent
    assert queue.lease_next(mina.pk, now=NOW) == older


def test_an_empty_queue_gives_nothing(max_: User) -> None:
    assert queue.lease_next(max_.pk, now=NOW) is None


def test_two_moderators_never_get_the_same_item(max_: User, mina: User) -> None:
    only = item()
    assert queue.lease_next(max_.pk, now=NOW) == only
    assert queue.lease_next(mina.pk, now=NOW) is None


def test_a_moderator_gets_back_what_they_hold(max_: User) -> None:
    item(0.5)
    held = queue.lease_next(max_.pk, now=NOW)
    item(0.9)
    assert queue.lease_next(max_.pk, now=NOW) == held


def test_a_lease_ends_after_ten_minutes(max_: User, mina: User) -> None:
    only = item()
    queue.lease_next(max_.pk, now=NOW)
    assert queue.lease_next(mina.pk, now=NOW + timedelta(minutes=9, seconds=59)) is None
    assert queue.lease_next(mina.pk, now=NOW + timedelta(minutes=10)) == only


def test_a_heartbeat_keeps_the_lease(max_: User, mina: User) -> None:
    only = item()
    queue.lease(only.pk, max_.pk, now=NOW)
    until = queue.heartbeat(only.pk, max_.pk, now=NOW + timedelta(minutes=9))
    assert until == NOW + timedelta(minutes=19)
    assert queue.lease_next(mina.pk, now=NOW + timedelta(minutes=18)) is None


def test_a_heartbeat_after_the_end_takes_nothing_back(max_: User) -> None:
    only = item()
    queue.lease(only.pk, max_.pk, now=NOW)
    with pytest.raises(queue.LeaseLostError):
        queue.heartbeat(only.pk, max_.pk, now=NOW + timedelta(minutes=10))


def test_what_is_given_back_is_free_at_once(max_: User, mina: User) -> None:
    only = item()
    queue.lease(only.pk, max_.pk, now=NOW)
    assert queue.give_back(only.pk, max_.pk)
    assert queue.lease_next(mina.pk, now=NOW) == only


def test_nobody_gives_back_what_another_holds(max_: User, mina: User) -> None:
    only = item()
    queue.lease(only.pk, max_.pk, now=NOW)
    assert not queue.give_back(only.pk, mina.pk)
    with pytest.raises(queue.HeldByAnotherError) as refusal:
        queue.lease(only.pk, mina.pk, now=NOW)
    assert refusal.value.holder == "Max"


def test_the_holder_is_named_by_the_name_others_see_never_by_e_mail(mina: User) -> None:
    nameless = make.moderator("")
    only = item()
    queue.lease(only.pk, nameless.pk, now=NOW)
    with pytest.raises(queue.HeldByAnotherError) as refusal:
        queue.lease(only.pk, mina.pk, now=NOW)
    assert "@" not in str(refusal.value)


def test_taking_one_item_lets_go_of_the_other(max_: User) -> None:
    one, other = item(), item()
    queue.lease(one.pk, max_.pk, now=NOW)
    queue.lease(other.pk, max_.pk, now=NOW)
    assert list(ReviewItem.objects.held_by(max_.pk, NOW)) == [other]


def test_what_was_passed_over_is_not_offered_in_this_round(max_: User) -> None:
    first, second = item(0.9), item(0.5)
    assert queue.lease_next(max_.pk, now=NOW, besides=[first.pk]) == second


def test_a_closed_item_is_not_leased(max_: User) -> None:
    closed = item()
    ReviewItem.objects.update(closed_at=NOW)
    assert queue.lease_next(max_.pk, now=NOW) is None
    with pytest.raises(queue.ItemClosedError):
        queue.lease(closed.pk, max_.pk, now=NOW)


def test_age_wins_in_the_end_and_soonest_for_what_nobody_can_read(max_: User) -> None:
    hold = make.review_item(make.article(), zone=Zone.HOLD, priority=0.1, opened_at=NOW - timedelta(hours=12))
    old = make.review_item(make.article(), zone=Zone.QUEUE, priority=0.1, opened_at=NOW - timedelta(hours=48))
    new = make.review_item(make.article(), zone=Zone.QUEUE, priority=1.0)
    assert list(ReviewItem.objects.most_urgent(NOW)) == [hold, old, new]
