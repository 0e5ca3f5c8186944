"""Many sweeps at once: each letter goes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection

from aggregator.letters import send_due
from feeds.models import Article
from moderation.models import Letter
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
SWEEPS = 6
CREATORS = 20


def test_each_letter_goes_once() -> None:
    max_ = make.moderator("Max")
    for number in range(CREATORS):
        cleo = make.creator(f"Cleo{number}")
        EmailAddress.objects.create(user=cleo, email=cleo.email, verified=True, primary=True)
        make.decision(make.article(creator=cleo), max_, Article.Visibility.DROP)
    start = Barrier(SWEEPS)

    def sweep(_number: int) -> int:
        start.wait()
        try:
            return send_due(now=NOW + timedelta(minutes=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(SWEEPS) as pool:
        assert sum(pool.map(sweep, range(SWEEPS))) == CREATORS
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == CREATORS
    assert set(Letter.objects.values_list("state", "attempts")) == {("sent", 1)}
