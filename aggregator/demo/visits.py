"""Simulated readers ask for pages and act on them, through the same doors as everybody else."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count

from aggregator.demo.articles import publishers
from aggregator.demo.behaviour import Act, Card, Kind, acts
from aggregator.demo.people import Person, dice
from ranking.events import EventRefusedError, record, record_beacon
from ranking.models import Event, Impression, Slate
from ranking.recommend import recommend
from ranking.slate import cards

# When everybody comes by, counted back from now: two evenings, two mornings, today. Heat fades by half in six hours,
# so that what was read lately leads, and older favourites are still there.
ROUNDS = (timedelta(hours=40), timedelta(hours=26), timedelta(hours=15), timedelta(hours=5), timedelta(minutes=80))
SPREAD = timedelta(minutes=70)  # within a round, they do not all come at once


def accounts(crowd: Sequence[Person]) -> dict[str, int]:
    """The row of each simulated reader, by name; made when missing. Nobody can sign in as one of them."""
    user_model = get_user_model()
    known = dict(user_model.objects.filter(email__in=[p.email for p in crowd]).values_list("email", "pk"))
    for person in crowd:
        if person.email not in known:
            known[person.email] = user_model.objects.create_user(person.email, None, name=person.name).pk
    return {person.name: known[person.email] for person in crowd}


def pending(
    crowd: Sequence[Person], ids: dict[str, int], *, seed: int, now: datetime
) -> Iterator[tuple[Person, datetime, Random]]:
    """The visits that are still to be made, oldest first, each with its own dice.

    A reader's slates are counted: who has made their rounds, by an earlier call, makes no more.
    """
    slates = Slate.objects.filter(reader_id__in=ids.values(), page=0).values("reader_id").annotate(n=Count("pk"))
    made = dict(slates.values_list("reader_id", "n"))
    for number, before in enumerate(ROUNDS):
        late = {person.name: SPREAD * dice(seed, number, person.name).random() for person in crowd}
        for person in sorted(crowd, key=lambda p: late[p.name]):
            if made.get(ids[person.name], 0) <= number:
                yield person, now - before + late[person.name], dice(seed, number, person.name, "page")


def visit(person: Person, reader_id: int, *, now: datetime, rng: Random) -> int:
    """One page, and what this reader does with it. How many acts counted."""
    with transaction.atomic():
        page = cards(recommend(reader_id=reader_id, visitor="", now=now, rng=rng))
        bait = _bait_titles()
        seen = {impression.article_id: impression for impression in page}
        done = acts([_card(impression, bait) for impression in page], person.tastes, rng)
        viewed = [seen[act.article_id].pk for act in done if act.kind is Kind.VIEW]
        counted = record_beacon(viewed, reader_id=reader_id, visitor="", now=now)
        for act in done:
            counted += _count(act, reader_id, seen[act.article_id], now)
    return counted


def _count(act: Act, reader_id: int, impression: Impression, now: datetime) -> int:
    """Record one act. Views are recorded together; comments need words, which talk.toml has."""
    if act.kind in {Kind.VIEW, Kind.COMMENT}:
        return 0
    try:
        event = record(
            Event.Kind(act.kind.value),
            article_id=act.article_id,
            reader_id=reader_id,
            impression_id=impression.pk,
            value=act.value,
            now=now + timedelta(seconds=act.value),
        )
    except EventRefusedError:  # a moderator took the article away while it was read
        return 0
    return int(event is not None)


def _card(impression: Impression, bait: frozenset[str]) -> Card:
    article = impression.article
    topic = article.topic.slug if article.topic else ""
    return Card(article.pk, topic, article.word_count, is_bait=article.title in bait)


@lru_cache(maxsize=1)
def _bait_titles() -> frozenset[str]:
    """Readers see a headline, not the mark in our file; bait works on them all the same."""
    return frozenset(piece.title for publisher in publishers() for piece in publisher.pieces if piece.bait)
