"""What a reader opened: listed by day, and forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages import readings
from feeds.models import Article
from ranking import profiles
from ranking.events import record
from ranking.models import ArticleStats, Event, Profile
from tests import make
from tests.aggregator.pages import cost, newsroom, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def opened(reader: User, title: str = "Otters are back", *, days: int = 0, slug: str = "science") -> Article:
    article = make.article(title=title, topic=make.topic(slug))
    at = timezone.now() - timedelta(days=days)
    record(Event.Kind.PLAY, article_id=article.pk, reader_id=reader.pk, now=at)
    record(Event.Kind.DWELL, article_id=article.pk, reader_id=reader.pk, value=9, now=at)
    return article


def test_what_was_opened_stands_by_day_last_first(client: Client, ada: User) -> None:
    opened(ada, "Three days ago", days=3), opened(ada, "Just now")
    page = text(client.get("/history/"))
    assert page.index("Today") < page.index("Just now") < page.index("Three days ago")


def test_what_others_opened_is_not_there(client: Client, ada: User) -> None:
    opened(make.reader("Eve"))
    assert "Nothing read yet" in text(client.get("/history/"))


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
def test_what_was_taken_from_readers_is_not_there(client: Client, ada: User, visibility: Article.Visibility) -> None:
    opened(ada)
    Article.objects.update(visibility=visibility)
    assert "Otters are back" not in text(client.get("/history/"))


def test_one_is_forgotten_with_what_was_learnt_from_it(client: Client, ada: User) -> None:
    kept, gone = opened(ada, slug="science"), opened(ada, slug="sport")
    client.post(f"/history/{gone.pk}/forget/")
    beliefs = {str(it.subject) for it in profiles.what_it_believes(ada.pk) if it.kind == "topic"}
    assert beliefs == {"Science"}
    assert Profile.objects.get(pk=ada.pk).recent == [kept.pk]
    assert not Event.objects.filter(article=gone).exists()
    assert ArticleStats.objects.get(pk=gone.pk).plays == 1


def test_what_was_forgotten_already_is_not_taken_back_twice(ada: User) -> None:
    gone = opened(ada, days=1)
    profiles.forget(ada.pk, f"topic-{gone.topic_id}")
    opened(ada)
    before = profiles.what_it_believes(ada.pk)[0].clicks
    profiles.forget_reading(ada.pk, gone.pk, now=timezone.now())
    assert profiles.what_it_believes(ada.pk)[0].clicks == pytest.approx(before, abs=0.01)


def test_all_of_it_is_forgotten_but_for_what_was_said(client: Client, ada: User) -> None:
    article = opened(ada)
    record(Event.Kind.SAVE, article_id=article.pk, reader_id=ada.pk, now=timezone.now())
    client.post("/history/clear/")
    assert "Nothing read yet" in text(client.get("/history/"))
    assert profiles.what_it_believes(ada.pk) == []
    assert [it.kind for it in Event.objects.filter(reader=ada)] == [Event.Kind.SAVE]


def test_forgetting_twice_or_what_is_gone_does_no_harm(client: Client, ada: User) -> None:
    article = opened(ada)
    for article_id in (article.pk, article.pk, 10**9):
        assert client.post(f"/history/{article_id}/forget/").status_code == 302


@pytest.mark.parametrize("page", ["5", "-1", "x", "99999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(
    client: Client, ada: User, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "LENGTH", 1)
    opened(ada), opened(ada)
    assert "Otters are back" in text(client.get("/history/", {"page": page}))


def test_a_long_history_costs_few_queries(client: Client, ada: User) -> None:
    for article in newsroom(40):
        record(Event.Kind.PLAY, article_id=article.pk, reader_id=ada.pk, now=timezone.now())
    assert cost(client, "/history/") <= 12
