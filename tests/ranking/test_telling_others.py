"""Shares, follows and reports: counted once, learnt from at once, refused for what is not shown."""

from datetime import timedelta
from random import Random

import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from ranking import profiles
from ranking import slate as slates
from ranking.events import EventRefusedError, record, record_follow
from ranking.models import ArticleStats, Event, Impression, Slate
from ranking.recommend import recommend
from ranking.training.dataset import pages
from ranking.training.labels import labels
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW
KIND = Event.Kind


@pytest.fixture
def ada() -> User:
    return make.reader()


@pytest.fixture
def card(ada: User) -> Impression:
    """One article on science, on Ada's page."""
    build.embed(make.article(topic=make.topic("science")), build.vectors(1, 1)[0])
    return slates.cards(recommend(reader_id=ada.pk, visitor="", now=NOW, rng=Random(1)))[0]


def act(kind: str, card: Impression, reader: User, *, is_on_page: bool = True) -> Event | None:
    impression = card.pk if is_on_page else None
    now = NOW + timedelta(minutes=1)
    return record(kind, article_id=card.article_id, reader_id=reader.pk, impression_id=impression, now=now)


def test_a_share_counts_heats_and_teaches_once(ada: User, card: Impression) -> None:
    for _ in range(2):
        act(KIND.SHARE, card, ada)
    stats = ArticleStats.objects.get()
    assert (stats.shares, stats.heat) == (1, 2)
    assert profiles.taste(ada.pk).topics[card.article.topic_id or 0].clicks == 1
    assert profiles.taste(ada.pk).long is not None


def test_a_report_counts_once_from_however_many_pages(ada: User, card: Impression) -> None:
    assert act(KIND.REPORT, card, ada)
    assert act(KIND.REPORT, card, ada, is_on_page=False) is None
    stats = ArticleStats.objects.get()
    assert (stats.reports, stats.heat) == (1, 0)


def test_what_was_reported_does_not_come_back(ada: User, card: Impression) -> None:
    other = make.article(topic=card.article.topic)
    act(KIND.REPORT, card, ada)
    after = recommend(reader_id=ada.pk, visitor="", now=NOW + timedelta(days=1), rng=Random(1))
    assert [it.article_id for it in slates.cards(after)] == [other.pk]


def test_a_report_puts_no_topic_to_sleep(ada: User, card: Impression) -> None:
    act(KIND.REPORT, card, ada)
    topic = profiles.taste(ada.pk).topics[card.article.topic_id or 0]
    assert (topic.misses, topic.hides) == (5, 0)


@pytest.mark.parametrize("kind", [KIND.SHARE, KIND.REPORT])
def test_an_article_that_is_not_shown_is_refused(ada: User, card: Impression, kind: Event.Kind) -> None:
    Article.objects.update(visibility=Article.Visibility.HOLD)
    with pytest.raises(EventRefusedError, match="not shown"):
        act(kind, card, ada)


def test_reports_are_what_the_head_of_reports_learns_from(ada: User, card: Impression) -> None:
    make.article()
    served = recommend(reader_id=ada.pk, visitor="", now=NOW + timedelta(hours=1), rng=Random(1))
    first, *_ = slates.cards(served)
    act(KIND.REPORT, first, ada)
    (page,) = pages([Slate.objects.get(pk=served.pk).pk])
    told = labels(page.shown, is_over=True)
    assert told[first.slot, -1] == 1


def test_following_a_feed_moves_the_interest_in_it_and_in_nothing_else(ada: User, card: Impression) -> None:
    feed_id = card.article.feed_id
    event = record_follow(reader_id=ada.pk, feed_id=feed_id, article_id=card.article_id, impression_id=card.pk, now=NOW)
    assert event is not None
    assert event.impression_id == card.pk
    assert profiles.taste(ada.pk).authors[f"feed-{feed_id}"].clicks == 2
    assert profiles.taste(ada.pk).topics == {}


def test_following_no_more_takes_it_back(ada: User, card: Impression) -> None:
    record_follow(reader_id=ada.pk, feed_id=card.article.feed_id, now=NOW)
    record_follow(reader_id=ada.pk, feed_id=card.article.feed_id, since=NOW, now=NOW + timedelta(days=3))
    assert profiles.taste(ada.pk).authors == {}


def test_a_follow_stands_whatever_page_it_claims_to_come_from(ada: User, card: Impression) -> None:
    topic_id = card.article.topic_id or 0
    eve = make.reader("Eve")
    assert (
        record_follow(reader_id=eve.pk, topic_id=topic_id, article_id=card.article_id, impression_id=card.pk, now=NOW)
        is None
    )
    assert profiles.taste(eve.pk).topics[topic_id].clicks == 2
    assert not Event.objects.exists()


def test_a_follow_is_of_no_article_alone(ada: User, card: Impression) -> None:
    with pytest.raises(EventRefusedError, match="no event"):
        act(KIND.FOLLOW, card, ada)
