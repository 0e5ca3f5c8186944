"""Many at once: a decision is appealed once, and an appeal is answered once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from feeds.models import Article
from moderation import appeals
from moderation.models import Appeal, Decision, Notice
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
PEOPLE = 6


def at_once(work: Callable[[int], object], people: Sequence[int]) -> int:
    """Everybody in a thread with a connection of its own; how many were not refused."""
    start = Barrier(len(people))

    def run(person: int) -> bool:
        start.wait()
        try:
            work(person)
        except appeals.AppealRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        return sum(pool.map(run, people))


def test_an_appeal_is_made_once_and_answered_once() -> None:
    cleo = make.creator()
    made = make.decision(make.article(creator=cleo), make.moderator(), Article.Visibility.DROP)

    def ask(creator_id: int) -> Appeal:
        return appeals.appeal(made.pk, creator_id=creator_id, words="I quoted a study.", now=NOW)

    assert at_once(ask, [cleo.pk] * PEOPLE) == 1
    asked, hash_ = Appeal.objects.get(), made.content_hash

    def answer(person: int) -> Appeal:
        return appeals.answer(
            asked.pk, moderator_id=person, outcome="overturned", words="You did.", content_hash=hash_, now=NOW
        )

    assert at_once(answer, [make.moderator(f"Mina{number}").pk for number in range(PEOPLE)]) == 1
    assert (Decision.objects.count(), Notice.objects.count()) == (2, 2)
