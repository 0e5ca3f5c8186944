"""What exploring brings, from rows of a site."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Topic
from ranking.models import ArticleStats, Event, Impression, Slate
from ranking.replay.widening import adopted, found, graduated, growing
from ranking.types import Policy
from tests import make

pytestmark = pytest.mark.django_db
NOW, DAY = make.NOW, timedelta(days=1)


def piece(topic: Topic, *, hours: float = 100.0) -> Article:
    return make.article(topic=topic, published_at=NOW - timedelta(hours=hours))


def card(
    reader: User, at: datetime, article: Article, policy: Policy = Policy.RANK, chances: dict[str, float] | None = None
) -> Impression:
    slate = Slate.objects.create(reader=reader, served_at=at, heads="prior", weights="default", seed=1)
    return Impression.objects.create(
        slate=slate,
        article=article,
        slot=5,
        kind=Impression.Kind.PERSONAL,
        propensity=0.5,
        policy=policy,
        chances=chances or {},
        scores={},
        terms={},
        value=0.0,
        features=[],
    )


def did(shown: Impression, *kinds: str, after: timedelta = timedelta(minutes=1)) -> None:
    for kind in kinds:
        Event.objects.create(
            impression=shown,
            article_id=shown.article_id,
            reader_id=shown.slate.reader_id,
            kind=kind,
            happened_at=shown.slate.served_at + after,
        )


def test_growth_is_read_from_the_chances_of_pages_and_from_places_by_rank() -> None:
    space, music = make.topic("space"), make.topic("music")
    chances = {str(space.pk): 0.5, str(music.pk): 0.5}
    for name in ("Ada", "Ben"):
        reader = make.reader(name)
        card(reader, NOW - 20 * DAY, piece(space), Policy.HORIZON, chances)
        did(card(reader, NOW - 19 * DAY, piece(space)), "view", "play")
        did(card(reader, NOW - 18 * DAY, piece(music)), "view")
        did(card(reader, NOW - 19 * DAY, piece(music), Policy.FRESH), "view", "play")  # by chance: no place by rank
        did(card(reader, NOW - 5 * DAY, piece(music)), "view", "play")  # three weeks later
    grown = growing.read(NOW)
    assert (grown.units, grown.shown, grown.readers) == (4, 2, 2)
    assert grown.rate.value == pytest.approx(1.0)
    assert grown.base_rate == 0.0


def test_operators_read_it_in_words(client: Client) -> None:
    cache.clear()
    space, ada = make.topic("space"), make.reader()
    chances, now = {str(space.pk): 0.5}, timezone.now()
    for days, policy in ((20, Policy.HORIZON), (19, Policy.HORIZON)):
        card(ada, now - days * DAY, piece(space if days == 20 else make.topic("music")), policy, chances)
    for days, topic in ((40, make.topic("art")), (18, space), (3, space)):
        did(card(ada, now - days * DAY, piece(topic)), "view", "play")
    client.force_login(make.operator())
    told = client.get(reverse("ops-widening")).content.decode()
    assert "2 topics of pages that chance decided, 1 of them shown, of 1 readers." in told
    assert "100 %: 1 of 1 readers opened two pieces or more" in told


def test_a_page_whose_fortnight_is_not_over_tells_nothing_of_growth() -> None:
    space = make.topic("space")
    card(make.reader(), NOW - 13 * DAY, piece(space), Policy.HORIZON, {str(space.pk): 0.5})
    assert growing.read(NOW).units == 0


def test_of_many_readers_a_part_stands_for_all() -> None:
    space = make.topic("space")
    for name in ("Ada", "Ben", "Eve"):
        card(make.reader(name), NOW - 20 * DAY, piece(space), Policy.HORIZON, {str(space.pk): 0.5})
    assert growing.read(NOW, readers=2).readers == 2


def test_an_article_is_found_by_clicks_in_places_by_rank_within_two_days() -> None:
    space, ada = make.topic("space"), make.reader()
    by_rank, by_chance, late = (piece(space) for _ in range(3))
    for _ in range(2):
        did(card(ada, by_rank.published_at + DAY, by_rank), "play")
        did(card(ada, by_chance.published_at + DAY, by_chance, Policy.HORIZON), "play")
        did(card(ada, late.published_at + 3 * DAY, late), "play")
    assert found.found(NOW, clicks=2).articles == 1
    assert found.found(NOW, clicks=3).articles == 0


@override_settings(HOLDOUT_PER_CENT=50)
def test_those_held_out_are_compared_with_as_many_others() -> None:
    space = make.topic("space")
    for number in range(12):
        did(card(make.reader(f"Reader {number}"), NOW - 3 * DAY, piece(space)), "play")
    arms = {it.arm: it for it in found.by_arm(NOW)}
    assert set(arms) == {"explores", "held-out"}
    assert 0 < arms["explores"].readers <= arms["held-out"].readers < 12


def test_a_topic_is_taken_up_with_two_clicks_after_none() -> None:
    known, once, new = {1: 5}, {1: 3, 2: 1}, {1: 3, 2: 2}
    both = adopted.of([(known, once), (known, new)])
    assert (both.readers, both.adopters, both.share) == (2, 1, 0.5)
    assert both.interests > both.interests_before == 1.0


def test_adoption_compares_four_weeks_with_the_four_before() -> None:
    space, music, ada = make.topic("space"), make.topic("music"), make.reader()
    did(card(ada, NOW - 40 * DAY, piece(space)), "play")
    for days in (3, 4):
        did(card(ada, NOW - days * DAY, piece(music)), "play")
    did(card(make.reader("Ben"), NOW - DAY, piece(music)), "play")  # who was not there before took up nothing
    assert (adopted.read(NOW).readers, adopted.read(NOW).adopters) == (1, 1)


def test_a_fresh_piece_graduates_into_the_top_tenth_by_rank() -> None:
    space, ada = make.topic("space"), make.reader()
    risen, fallen = piece(space), piece(space)
    for it in (risen, fallen):
        card(ada, it.published_at, it, Policy.FRESH)
        did(card(ada, it.published_at, it), "play")
    did(card(ada, risen.published_at + DAY, risen), "play")
    told = graduated.read(NOW)
    assert (told.fresh, told.at_top, told.share) == (2, 1, 0.5)


def test_the_wait_until_a_piece_was_seen_often_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graduated, "SEEN", 2)
    it, ada = piece(make.topic("space")), make.reader()
    ArticleStats.objects.create(article=it, views=3, heat_at=NOW)
    for hours in (1, 5, 9):
        did(card(ada, it.published_at, it), "view", after=timedelta(hours=hours))
    assert graduated.read(NOW).hours_to_be_seen == 5.0


def test_without_clicks_nobody_is_at_the_top() -> None:
    assert graduated.top({}) == set()
    assert graduated.top({1: 4, 2: 1}) == {1}
