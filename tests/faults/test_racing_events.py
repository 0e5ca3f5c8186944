"""The same beacon many times at once: one event, one count, one lesson."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import connection

from ranking import profiles
from ranking import slate as slates
from ranking.events import record, record_beacon
from ranking.models import ArticleStats, Event
from ranking.recommend import recommend
from tests import make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
AT_ONCE = 6  # connections: under the 100 of PostgreSQL beside other workers of this run


def at_once(work: Callable[[], object]) -> list[object]:
    """What each of the threads got; every one has a connection of its own and closes it."""

    def call(_n: int) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(call, range(4 * AT_ONCE)))


@pytest.mark.parametrize("is_signed_in", [True, False], ids=["reader", "stranger"])
def test_a_click_that_arrives_many_times_at_once_counts_once(*, is_signed_in: bool) -> None:
    make.article(topic=make.topic("science"))
    reader_id = make.reader().pk if is_signed_in else None
    card = slates.cards(recommend(reader_id=reader_id, visitor="v1", now=make.NOW, rng=Random(1)))[0]
    answers = at_once(
        lambda: record(
            Event.Kind.PLAY, article_id=card.article_id, reader_id=reader_id, impression_id=card.pk, now=make.NOW
        )
    )
    stats = ArticleStats.objects.get(pk=card.article_id)
    assert sum(it is not None for it in answers) == 1
    assert (stats.plays, stats.views) == (1, 1)
    assert sum(it.clicks for it in profiles.taste(reader_id).topics.values()) == (1 if is_signed_in else 0)


def test_beacons_of_views_in_any_order_neither_double_nor_block() -> None:
    for _ in range(10):
        make.article()
    ids = [it.pk for it in slates.cards(recommend(reader_id=None, visitor="v1", now=make.NOW, rng=Random(1)))]
    orders = [ids, ids[::-1]]
    at_once(lambda: record_beacon(orders.pop() if orders else ids, reader_id=None, visitor="v1", now=make.NOW))
    assert set(ArticleStats.objects.values_list("views", flat=True)) == {1}
    assert Event.objects.count() == len(ids)


def test_beacons_of_many_readers_on_the_same_pieces_neither_lose_nor_block() -> None:
    for _ in range(10):
        make.article()
    told = []
    for n in range(AT_ONCE):
        reader = make.reader(f"Reader {n}")
        page = slates.cards(recommend(reader_id=reader.pk, visitor="", now=make.NOW, rng=Random(n)))
        told += [(reader.pk, [it.pk for it in page]), (reader.pk, [it.pk for it in reversed(page)])]

    def tell() -> None:
        reader_id, ids = queue.pop()
        record_beacon(ids, [(ids[0], 9.0)], reader_id=reader_id, visitor="", now=make.NOW)

    queue = [*told, *told]  # each beacon twice, 24 in all
    at_once(tell)
    assert set(ArticleStats.objects.values_list("views", flat=True)) == {AT_ONCE}
