"""Breaks in time, and a fair share of what is hard to look at."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from moderation import queue, wellbeing
from moderation.models import Comfort, Opening, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def opened(max_: User, *, minutes_ago: float, hard: bool = False) -> None:
    item = make.review_item(make.article())
    ReviewItem.objects.filter(pk=item.pk).update(closed_at=NOW)
    at = NOW - timedelta(minutes=minutes_ago)
    Opening.objects.create(moderator=max_, item=item, is_distressing=hard, opened_at=at)


def hard_item(priority: float = 0.9) -> ReviewItem:
    item = make.review_item(make.article(), priority=priority)
    ReviewItem.objects.filter(pk=item.pk).update(is_distressing=True)
    return item


def test_a_break_is_suggested_after_fifty_minutes_at_it(max_: User) -> None:
    for minute in range(0, 52, 4):
        opened(max_, minutes_ago=minute)
    assert not wellbeing.sitting(max_.pk, now=NOW - timedelta(minutes=2)).break_is_due
    assert wellbeing.sitting(max_.pk, now=NOW + timedelta(minutes=2)).break_is_due


def test_five_minutes_away_were_a_break(max_: User) -> None:
    opened(max_, minutes_ago=30)
    opened(max_, minutes_ago=1)
    assert wellbeing.sitting(max_.pk, now=NOW).items == 1


def test_a_break_is_suggested_after_five_hard_ones(max_: User) -> None:
    for minute in range(5):
        opened(max_, minutes_ago=minute, hard=True)
    now = wellbeing.sitting(max_.pk, now=NOW)
    assert (now.distressing, now.break_is_due) == (5, True)


def test_nobody_gets_a_third_hard_one_in_a_row_while_something_else_waits(max_: User) -> None:
    hard, easy = hard_item(), make.review_item(make.article(), priority=0.1)
    for minute in (2, 1):
        opened(max_, minutes_ago=minute, hard=True)
    assert queue.lease_next(max_.pk, now=NOW) == easy
    assert queue.lease_next(make.moderator("Mina").pk, now=NOW) == hard


def test_nobody_gets_more_than_three_among_ten_while_something_else_waits(max_: User) -> None:
    hard_item()
    easy = make.review_item(make.article(), priority=0.1)
    for minute, hard in enumerate((False, True, True, False, True)):
        opened(max_, minutes_ago=minute, hard=hard)
    assert queue.lease_next(max_.pk, now=NOW) == easy


def test_what_alone_waits_is_looked_at_all_the_same(max_: User) -> None:
    hard = hard_item()
    for minute in (2, 1):
        opened(max_, minutes_ago=minute, hard=True)
    assert queue.lease_next(max_.pk, now=NOW) == hard


def test_each_opening_is_counted_once_however_often_the_lease_is_renewed(max_: User) -> None:
    item = hard_item()
    for second in (0, 10):
        queue.lease(item.pk, max_.pk, now=NOW + timedelta(seconds=second))
    queue.heartbeat(item.pk, max_.pk, now=NOW + timedelta(seconds=20))
    assert [one.is_distressing for one in Opening.objects.all()] == [True]
    assert queue.taken_at(item.pk, max_.pk) == NOW


def test_what_is_distressing_is_veiled_until_its_moderator_chose_otherwise(client: Client, max_: User) -> None:
    item = hard_item()
    client.force_login(max_)
    address = reverse("moderation-item", args=[item.pk])
    assert "veiled grey" in client.get(address).text
    client.post(reverse("moderation-comfort"), {"greys": "on", "item": item.pk})
    page = client.get(address).text
    assert "veiled" not in page.replace("veil-note", "")
    assert (Comfort.objects.get().blurs, Comfort.objects.get().greys) == (False, True)
