"""The page “You”: what the site believes can be raised, forgotten and brought back; what a reader wishes is kept to."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Topic
from ranking import profiles
from ranking.models import Mute, Profile
from tests import make
from tests.aggregator.pages import cards, cost, newsroom, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


@pytest.fixture
def opened(client: Client, ada: User) -> Article:
    """An article that Ada opened, so that something is believed."""
    article = make.article(
        feed=make.feed(title="Coast Radio"), topic=make.topic("science"), published_at=timezone.now()
    )
    client.get(article.get_absolute_url())
    return article


def undo(client: Client, page: str) -> str:
    """Press the button of the toast; the page that comes."""
    where = re.findall(r'action="(/you/undo/[^"]+)"', page)[-1]  # of several toasts the one of what was done last
    return text(client.post(where, follow=True))


def test_topics_and_publishers_are_told_in_words(client: Client, opened: Article) -> None:
    page = text(client.get("/you/"))
    assert 'href="/topics/science/">Science</a>' in page.partition("What the site believes")[2]
    assert "Coast Radio</a>" in page


def test_more_of_a_topic_is_on_the_next_page_and_can_be_undone(client: Client, ada: User) -> None:
    newsroom(40)
    sport = make.topic("sport")
    page = text(client.post(f"/you/more/topic-{sport.pk}/", follow=True))
    assert "more, as you asked" in page
    shown = [it[0] for it in cards(client.get("/"))[:10]]
    topics = list(Article.objects.filter(pk__in=shown).values_list("topic_id", flat=True))
    assert topics.count(sport.pk) >= 3
    assert "more, as you asked" not in undo(client, page)
    assert profiles.what_it_believes(ada.pk) == []


def test_what_is_boosted_goes_back_to_what_was_learnt(client: Client, opened: Article) -> None:
    where = f"/you/more/feed-{opened.feed_id}/"
    client.post(where)
    page = text(client.post(where, {"undo": "1"}, follow=True))
    assert "as much as was learnt" in page
    assert "more, as you asked" not in page


@pytest.mark.parametrize("key", ["topic-999999", "nobody", "topic-0", "creator-99999999999999999999"])
def test_more_of_what_is_not_there_is_refused_in_words(client: Client, ada: User, key: str) -> None:
    assert "no such topic or publisher" in text(client.post(f"/you/more/{key}/", follow=True))


def test_what_was_forgotten_comes_back_by_undo(client: Client, ada: User, opened: Article) -> None:
    before = profiles.remembered(ada.pk)
    page = text(client.post(f"/you/forget/topic-{opened.topic_id}/", follow=True))
    told = f"/you/forget/topic-{opened.topic_id}/"
    assert told not in page
    assert told in undo(client, page)
    assert profiles.remembered(ada.pk)["topics"] == before["topics"]


def test_everything_comes_back_by_undo(client: Client, ada: User, opened: Article) -> None:
    page = text(client.post("/you/reset/", follow=True))
    assert "Nothing yet." in page
    assert "Coast Radio</a>" in undo(client, page)


def test_an_undo_works_once_and_for_its_reader_only(client: Client, ada: User, opened: Article) -> None:
    page = text(client.post("/you/reset/", follow=True))
    eve = Client()
    eve.force_login(make.reader("Eve"))
    assert "too late" in undo(eve, page)
    undo(client, page)
    assert "too late" in undo(client, page)


def test_the_horizon_goes_back_by_undo(client: Client, ada: User) -> None:
    client.post("/you/horizon/", {"horizon": "20"})
    page = text(client.post("/you/horizon/", {"horizon": "90", "next": "/you/"}, follow=True))
    assert Profile.objects.get().horizon == 0.9
    undo(client, page)
    assert Profile.objects.get().horizon == 0.2


def test_languages_are_those_of_the_newest_articles_and_are_kept_to(client: Client, ada: User) -> None:
    newsroom(8)
    french = Article.objects.order_by("pk")[:4].values_list("pk", flat=True)
    Article.objects.filter(pk__in=list(french)).update(language="fr-CA")
    page = text(client.get("/you/"))
    assert 'value="fr"' in page
    assert 'value="de"' not in page
    page = text(client.post("/you/languages/", {"languages": ["fr"]}, follow=True))
    assert {it[0] for it in cards(client.get("/"))} == set(french)
    undo(client, page)
    assert profiles.languages_of(ada.pk) == []


def test_a_language_that_nobody_speaks_is_refused_at_the_field(client: Client, ada: User) -> None:
    answer = client.post("/you/languages/", {"languages": ["en", "<b>"]})
    assert answer.status_code == 422
    assert "is no language that the site knows" in text(answer)
    assert profiles.languages_of(ada.pk) == []


def test_a_topic_is_muted_for_a_week_and_the_end_is_moved(client: Client, ada: User) -> None:
    science = make.topic("science")
    client.post("/you/mute/", {"topic": "science", "days": "7"})
    row = Mute.objects.get(topic=science)
    end = row.until
    page = text(client.post(f"/you/mute/{row.pk}/", {"days": "0"}, follow=True))
    assert Mute.objects.get().until is None
    undo(client, page)
    assert Mute.objects.get().until == end is not None


def test_what_was_muted_and_unmuted_goes_back_by_undo(client: Client, ada: User) -> None:
    page = text(client.post("/you/mute/", {"word": "golf"}, follow=True))
    row = Mute.objects.get()
    undo(client, page)
    assert not Mute.objects.exists()
    client.post("/you/mute/", {"word": "golf", "days": "7"})
    row = Mute.objects.get()
    undo(client, text(client.post(f"/you/unmute/{row.pk}/", follow=True)))
    assert Mute.objects.get().until == row.until


@pytest.mark.parametrize(
    "sent",
    [{}, {"word": "golf", "topic": "science"}, {"topic": "alchemy"}, {"word": "golf", "days": "3"}, {"word": "x" * 61}],
)
def test_a_mute_that_is_none_is_refused_at_its_field(client: Client, ada: User, sent: dict[str, str]) -> None:
    Topic.objects.get_or_create(slug="science")
    answer = client.post("/you/mute/", sent)
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert not Mute.objects.exists()


def test_nobody_changes_what_another_muted(client: Client, ada: User) -> None:
    row = profiles.mute(make.reader("Bo").pk, word="golf", now=timezone.now())
    assert "not muted any more" in text(client.post(f"/you/mute/{row.pk}/", {"days": "7"}, follow=True))
    client.post(f"/you/unmute/{row.pk}/")
    row.refresh_from_db()
    assert row.until is None


def test_a_full_page_stays_within_its_queries(client: Client, ada: User) -> None:
    for article in newsroom(30)[:20]:
        client.get(article.get_absolute_url())
    for word in ("golf", "rugby"):
        client.post("/you/mute/", {"word": word})
    client.post("/you/mute/", {"topic": "sport"})
    assert cost(client, "/you/") <= 25
