"""Co-read on the site: counted with each opening, once a reader, as the pure arithmetic says; and kept small."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction

from aggregator.accounts.models import User
from feeds.models import Article
from ranking import params
from ranking import slate as slates
from ranking.counting import trends
from ranking.counting.pairs import HALF_LIFE_S
from ranking.events import record, tidy_pairs
from ranking.explain import sentence
from ranking.models import ArticleStats, CoRead, Event
from ranking.recommend import recommend
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
PLAY = Event.Kind.PLAY


def opens(reader: User, *articles: Article, minutes: float = 0) -> None:
    for n, article in enumerate(articles):
        record(PLAY, article_id=article.pk, reader_id=reader.pk, now=NOW + timedelta(minutes=minutes + n / 60))


def after(article: Article) -> dict[int, float]:
    """What is left now of the openings after this one."""
    rows = CoRead.objects.after([article.pk]).values_list("partner_id", "trend")
    return {
        partner: round(float(trends.left(trend, at_s=NOW.timestamp(), half_life_s=HALF_LIFE_S)), 2)
        for partner, trend in rows
    }


def test_what_is_opened_next_counts_for_all_that_was_opened_before() -> None:
    one, two, three = (make.article() for _ in range(3))
    opens(make.reader(), one, two, three)
    assert after(one) == {two.pk: 1, three.pk: 0.5}
    assert after(two) == {three.pk: 1}
    assert after(three) == {}


def test_readers_add_up_and_one_who_comes_back_counts_once() -> None:
    one, two = make.article(), make.article()
    for reader in (make.reader("Ada"), make.reader("Eve")):
        opens(reader, one, two, one, two)
    assert after(one) == {two.pk: 2}


def test_an_article_that_is_no_more_is_passed_over() -> None:
    one, two, three = (make.article() for _ in range(3))
    ada = make.reader()
    opens(ada, one, two)
    one.delete()
    opens(ada, three, minutes=1)
    assert after(two) == {three.pk: 1}


def test_strangers_count_half_with_what_they_opened_before() -> None:
    for _ in range(2):
        make.article()
    cards = slates.cards(recommend(reader_id=None, visitor="v1", now=NOW, rng=Random(1)))
    for card in cards:
        record(PLAY, article_id=card.article_id, reader_id=None, impression_id=card.pk, visitor="v1", now=NOW)
    assert after(cards[0].article) == {cards[1].article_id: 0.5}


def test_an_own_piece_makes_no_pair() -> None:
    cleo, read = make.creator(), make.article()
    opens(cleo, read, make.article(creator=cleo))
    assert after(read) == {}


def test_the_database_counts_as_the_replay_does() -> None:
    one, two = make.article(), make.article()
    trend = dict.fromkeys(params.HEAT_SPANS, trends.NEVER)
    paired = trends.NEVER
    for n, minutes in enumerate((0, 7, 7, 600, 30_000)):
        opens(make.reader(f"Reader {n}"), one, two, minutes=minutes)
        at_s = (NOW + timedelta(minutes=minutes + 1 / 60)).timestamp()
        trend = {
            it: trends.raised(had, amount=1.0, at_s=at_s, half_life_s=it.total_seconds()) for it, had in trend.items()
        }
        paired = trends.raised(paired, amount=1.0, at_s=at_s, half_life_s=HALF_LIFE_S)
    stats = ArticleStats.objects.get(pk=two.pk)
    assert [stats.trend_10m, stats.trend_1h, stats.trend] == pytest.approx(list(trend.values()), abs=1e-6)
    assert CoRead.objects.get().trend == pytest.approx(paired, abs=1e-6)


def test_a_sweep_keeps_the_strongest_and_forgets_what_faded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(params, "PARTNERS_KEPT", 1)
    one, two, three = (make.article() for _ in range(3))
    opens(make.reader(), one, two, three)
    assert tidy_pairs(NOW) == 1
    assert after(one) == {two.pk: 1}
    assert tidy_pairs(NOW + params.WINDOW + timedelta(hours=1)) == 2
    assert not CoRead.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_sweep_waits_for_no_pair_that_is_being_counted() -> None:
    one, two, three = (make.article() for _ in range(3))
    opens(make.reader(), one, two, three)
    with transaction.atomic(), ThreadPoolExecutor(1) as other:
        CoRead.objects.select_for_update().get(article=one, partner=two)
        assert other.submit(_swept_elsewhere).result() == 2
    assert after(one) == {two.pk: 1}


def _swept_elsewhere() -> int:
    try:
        return tidy_pairs(NOW + params.WINDOW + timedelta(hours=1))
    finally:
        connection.close()


def test_what_others_opened_next_is_a_candidate_and_says_why() -> None:
    topic = make.topic("science")
    read, next_one, other = (make.article(topic=topic, published_at=NOW - timedelta(days=2)) for _ in range(3))
    for n in range(6):
        opens(make.reader(f"Reader {n}"), read, next_one)
    ada = make.reader("Ada")
    opens(ada, read, minutes=1)
    found = recommend(reader_id=ada.pk, visitor="", now=NOW + timedelta(minutes=2), rng=Random(1))
    cards = {card.article_id: card for card in slates.cards(found)}
    assert found.counts["sources"]["coread"] == 1
    assert cards[next_one.pk].scores["p_play"] > cards[other.pk].scores["p_play"]
    why = [sentence(it) for it in cards[next_one.pk].reasons]
    assert f"Readers of “{read.title}” opened this, too." in why


def test_a_stranger_who_opened_something_is_shown_what_goes_with_it() -> None:
    read, next_one = make.article(), make.article()
    opens(make.reader(), read, next_one)
    cards = slates.cards(recommend(reader_id=None, visitor="v1", now=NOW, rng=Random(1)))
    card = next(it for it in cards if it.article_id == read.pk)
    record(PLAY, article_id=read.pk, reader_id=None, impression_id=card.pk, visitor="v1", now=NOW)
    found = recommend(reader_id=None, visitor="v1", now=NOW + timedelta(minutes=20), rng=Random(1))
    assert found.counts["sources"]["coread"] == 1
