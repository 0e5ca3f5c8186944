"""Who games the counters moves an article by a bounded amount."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from aggregator.accounts.limits import block_of
from aggregator.accounts.models import User
from feeds.models import Article
from ranking import params
from ranking.events import crowd, record
from ranking.models import ArticleStats, CoRead, Event, Profile
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
KIND = Event.Kind


@pytest.fixture(autouse=True)
def _no_crowd_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four acts of a network are counted, not twenty: fewer accounts to make."""
    cache.clear()
    monkeypatch.setattr(params, "CROWD_MOST", 4)


def acts(kind: Event.Kind, article: Article, *, accounts: int, block: str, name: str = "Reader") -> None:
    """So many new accounts do the same."""
    for n in range(accounts):
        record(kind, article_id=article.pk, reader_id=make.reader(f"{name} {n}").pk, block=block, now=NOW)


def stats(article: Article) -> ArticleStats:
    return ArticleStats.objects.get(pk=article.pk)


def test_a_hundred_acts_of_one_network_count_as_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(params, "CROWD_MOST", 100)
    assert 4.9 < sum(crowd.share(KIND.PLAY, 1, "here") for _ in range(100)) <= 5


def test_more_accounts_of_one_network_than_are_counted_move_nothing() -> None:
    article = make.article()
    acts(KIND.PLAY, article, accounts=7, block="here")
    assert stats(article).heat == pytest.approx(1 + 0.8 + 0.64 + 0.512)
    assert stats(article).plays == 4


def test_readers_of_other_networks_count_whole() -> None:
    article = make.article()
    acts(KIND.PLAY, article, accounts=5, block="here")
    before = stats(article)
    acts(KIND.PLAY, article, accounts=1, block="there", name="Other")
    assert stats(article).heat - before.heat == pytest.approx(1)
    assert stats(article).plays - before.plays == 1


def test_a_family_is_heard_and_each_learns_their_own() -> None:
    article = make.article(topic=make.topic("science"))
    acts(KIND.LIKE, article, accounts=3, block="home")
    assert stats(article).likes == 3
    assert Profile.objects.filter(events=1).count() == 3


def test_taking_back_is_bounded_as_giving_is() -> None:
    article = make.article()
    readers = [make.reader(f"Reader {n}") for n in range(6)]
    for kind in (KIND.LIKE, KIND.UNLIKE):
        for reader in readers:
            record(kind, article_id=article.pk, reader_id=reader.pk, block="here", now=NOW)
    assert stats(article).likes == 0


def test_who_likes_takes_back_and_likes_again_spends_nothing_of_the_others() -> None:
    article, ada = make.article(), make.reader("Ada")
    for _ in range(5):
        for kind in (KIND.LIKE, KIND.UNLIKE):
            record(kind, article_id=article.pk, reader_id=ada.pk, block="home", now=NOW)
    record(KIND.LIKE, article_id=article.pk, reader_id=ada.pk, block="home", now=NOW)
    acts(KIND.LIKE, article, accounts=2, block="home")
    assert stats(article).likes == 3


def test_a_like_that_did_not_count_does_not_count_when_it_is_given_again() -> None:
    article = make.article()
    acts(KIND.LIKE, article, accounts=5, block="here")
    last = User.objects.get(name="Reader 4")
    for kind in (KIND.UNLIKE, KIND.LIKE):
        record(kind, article_id=article.pk, reader_id=last.pk, block="elsewhere", now=NOW)
    assert stats(article).likes == 4


def test_a_like_that_was_not_counted_takes_nothing_from_the_others_when_it_is_taken_back() -> None:
    article = make.article()
    acts(KIND.LIKE, article, accounts=6, block="here")
    last = User.objects.get(name="Reader 5")
    record(KIND.UNLIKE, article_id=article.pk, reader_id=last.pk, block="elsewhere", now=NOW)
    assert stats(article).likes == 4
    first = User.objects.get(name="Reader 0")
    record(KIND.UNLIKE, article_id=article.pk, reader_id=first.pk, block="here", now=NOW)
    assert stats(article).likes == 3


def test_a_crowd_makes_no_more_of_a_pair_either() -> None:
    one, two = make.article(), make.article()
    acts(KIND.PLAY, one, accounts=6, block="here")
    for n in range(6):
        reader = User.objects.get(name=f"Reader {n}")
        record(KIND.PLAY, article_id=two.pk, reader_id=reader.pk, block="here", now=NOW)
    lives = NOW.timestamp() / params.HEAT_HALF_LIFE.total_seconds()
    assert 2 ** (CoRead.objects.get().trend - lives) == pytest.approx(1 + 0.8 + 0.64 + 0.512)


def test_without_a_block_there_is_no_bound() -> None:
    assert [crowd.share(KIND.PLAY, 1, "") for _ in range(3)] == [1, 1, 1]


def test_an_act_counts_whole_while_the_cache_is_down(settings: Settings) -> None:
    # port 1 is nobody's
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    article = make.article()
    acts(KIND.LIKE, article, accounts=6, block="here")
    assert stats(article).likes == 6


def test_a_page_tells_the_network_and_not_the_address(client: Client) -> None:
    article = make.article(published_at=timezone.now())
    for n in range(6):
        client.force_login(make.reader(f"Reader {n}"))
        client.post(f"/articles/{article.pk}/like/", {"next": "/"}, REMOTE_ADDR="203.0.113.7")
    assert stats(article).likes == 4


def test_another_day_has_another_key_and_none_holds_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    keys = set()
    for day in (1, 2):
        monkeypatch.setattr("aggregator.accounts.limits.time.time", lambda day=day: day * 86_400.0)
        keys |= {block_of(request), block_of(request)}
    assert len(keys) == 2
    assert not any("203.0.113.7" in key for key in keys)
