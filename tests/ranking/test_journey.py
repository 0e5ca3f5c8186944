"""A reader's first minutes: three clicks, and the next page is theirs, while the horizon stays open."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from feeds.models import Subscription
from ranking import params, profiles
from ranking import slate as slates
from ranking.events import record
from ranking.models import Event, Impression, Slate
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW
KIND = Impression.Kind


def page(reader_id: int | None, *, minutes: int = 0, visitor: str = "") -> Slate:
    return recommend(reader_id=reader_id, visitor=visitor, now=NOW + timedelta(minutes=minutes), rng=Random(1))


def topics_of(slate: Slate) -> Counter[int | None]:
    return Counter(it.article.topic_id for it in slates.cards(slate))


def open_three(reader_id: int, slate: Slate, topic_id: int) -> None:
    """From the card where there is one, else from the topic's own page."""
    on_page = {it.article_id: it.pk for it in slates.cards(slate) if it.article.topic_id == topic_id}
    others = build.newest(topic_id, 3)
    for n, article in enumerate([*on_page, *(it for it in others if it not in on_page)][:3]):
        record(
            Event.Kind.PLAY,
            article_id=article,
            reader_id=reader_id,
            impression_id=on_page.get(article),
            now=NOW + timedelta(minutes=n + 1),
        )


def test_three_clicks_on_a_topic_bring_measurably_more_of_it() -> None:
    chosen = build.newsroom()[3].pk
    ada = make.reader()
    first = page(ada.pk)
    open_three(ada.pk, first, chosen)
    before, after = topics_of(first)[chosen], topics_of(page(ada.pk, minutes=5))[chosen]
    assert before <= 3
    assert after >= max(5, 2 * before)


def test_horizon_cards_still_show_other_topics() -> None:
    chosen = build.newsroom()[3].pk
    ada = make.reader()
    open_three(ada.pk, page(ada.pk), chosen)
    cards = slates.cards(page(ada.pk, minutes=5))
    horizon = [it for it in cards if it.kind == KIND.HORIZON]
    assert [it.slot for it in horizon] == [8, 16]
    assert chosen not in {it.article.topic_id for it in horizon}
    assert len({it.article.topic_id for it in cards}) >= 4


def test_opening_beyond_the_usual_widens_it_and_hiding_narrows_it() -> None:
    chosen = build.newsroom()[3].pk
    ada = make.reader()
    open_three(ada.pk, page(ada.pk), chosen)
    one, other = (it for it in slates.cards(page(ada.pk, minutes=5)) if it.kind == KIND.HORIZON)
    record("play", article_id=one.article_id, reader_id=ada.pk, impression_id=one.pk, now=NOW + timedelta(minutes=6))
    wider = profiles.taste(ada.pk).horizon
    record(
        "hide", article_id=other.article_id, reader_id=ada.pk, impression_id=other.pk, now=NOW + timedelta(minutes=7)
    )
    assert 0.54 < wider < 0.56
    assert profiles.taste(ada.pk).horizon < 0.5
    assert sum(one.chances.values()) == pytest.approx(len(params.HORIZON_SLOTS), abs=1e-4)


def test_a_new_reader_with_topics_picked_gets_a_fitting_page() -> None:
    topics = build.newsroom()
    ada = make.reader()
    Subscription.objects.create(reader=ada, topic=topics[8])
    assert topics_of(page(ada.pk))[topics[8].pk] >= 5


def test_less_of_this_shows_on_the_very_next_page() -> None:
    chosen = build.newsroom()[3].pk
    ada = make.reader()
    open_three(ada.pk, page(ada.pk), chosen)
    second = page(ada.pk, minutes=5)
    for card in [it for it in slates.cards(second) if it.article.topic_id == chosen][:2]:
        record(
            Event.Kind.HIDE,
            article_id=card.article_id,
            reader_id=ada.pk,
            impression_id=card.pk,
            now=NOW + timedelta(minutes=6),
        )
    assert topics_of(page(ada.pk, minutes=30))[chosen] < topics_of(second)[chosen]


def test_a_strangers_page_is_broad() -> None:
    build.newsroom()
    cards = slates.cards(page(None, visitor="v1"))
    assert len(cards) == 20
    assert len({it.article.topic_id for it in cards}) == 10
    assert {it.kind for it in cards} <= {KIND.PERSONAL, KIND.FRESH}


def test_a_stranger_who_opened_three_pieces_meets_what_lies_beyond_them() -> None:
    build.newsroom()
    opened = slates.cards(page(None, visitor="v1"))[:3]
    for card in opened:
        record(
            Event.Kind.PLAY,
            article_id=card.article_id,
            reader_id=None,
            visitor="v1",
            impression_id=card.pk,
            now=NOW + timedelta(minutes=1),
        )
    beyond = [it for it in slates.cards(page(None, visitor="v1", minutes=5)) if it.kind == KIND.HORIZON]
    assert [it.slot for it in beyond] == list(params.HORIZON_SLOTS)
    assert not {it.article.topic_id for it in opened} & {it.article.topic_id for it in beyond}


def test_two_readers_with_different_clicks_get_different_pages() -> None:
    topics = build.newsroom()
    ada, bob = make.reader(), make.reader("Bob")
    open_three(ada.pk, page(ada.pk), topics[1].pk)
    open_three(bob.pk, page(bob.pk), topics[6].pk)
    hers, his = topics_of(page(ada.pk, minutes=5)), topics_of(page(bob.pk, minutes=5))
    assert hers[topics[1].pk] > his[topics[1].pk]
    assert his[topics[6].pk] > hers[topics[6].pk]
