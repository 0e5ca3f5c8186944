"""Many sweeps at once: each reader gets one digest, and hears of each thing once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from aggregator.digest.send import send_due
from aggregator.notifications import stories, tell
from aggregator.notifications.models import DigestIssue, DigestPlan, Notification
from feeds.models import Subscription
from ranking import hot
from tests import make
from tests.aggregator.pages import newsroom

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
SWEEPS, READERS = 6, 12


def at_once(sweep: Callable[[], int]) -> int:
    start = Barrier(SWEEPS)

    def run(_number: int) -> int:
        start.wait()
        try:
            return sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(SWEEPS) as pool:
        return sum(pool.map(run, range(SWEEPS)))


def test_each_reader_gets_one_digest() -> None:
    newsroom(10)
    hot.current()  # threads that come while one looks take what is there: the window of an earlier test
    now = timezone.now()
    for number in range(READERS):
        ada = make.reader(f"Ada{number}")
        EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
        DigestPlan.objects.create(reader=ada, every="day", slot_at=now, due_at=now)
    assert at_once(lambda: send_due(now=now, rng=Random(1))) == READERS
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == READERS
    assert DigestIssue.objects.exclude(sent_at=None).count() == READERS


def test_each_thing_is_told_once() -> None:
    story, cleo, now = make.story(), make.creator(), timezone.now()
    make.article(story=story)
    for number in range(READERS):
        ada = make.reader(f"Ada{number}")
        stories.follow(ada.pk, story.pk)
        Subscription.objects.create(reader=ada, creator=cleo)
    make.article(story=story)
    assert at_once(lambda: tell.tell(now=now)) == READERS + 1
    assert set(Notification.objects.values_list("kind", "total", "seen")) == {("story", 2, 1), ("follower", 12, 0)}
    assert at_once(lambda: tell.tell(now=now + timedelta(minutes=1))) == 0
