"""Passing an article on, reporting it, following who wrote it: from the page they are read on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Comment, Subscription
from moderation.models import Report, ReviewItem
from ranking import profiles
from ranking.models import ArticleStats, Event
from tests import make
from tests.aggregator.pages import cards, newsroom, text

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
Kind = Event.Kind


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


@pytest.fixture
def article() -> Article:
    return make.article(topic=make.topic("science"), published_at=timezone.now())


def test_sharing_gives_the_address_and_counts_on_the_card_they_came_from(client: Client, ada: User) -> None:
    newsroom(5)
    key, _slot, _kind, i = cards(client.get("/"))[0]
    for _ in range(2):
        page = text(client.post(f"/articles/{key}/share/", {"i": i}, headers=HTMX))
    assert f"http://testserver/articles/{key}/" in page
    assert Event.objects.get(kind=Kind.SHARE).impression_id == i
    assert ArticleStats.objects.get(pk=key).shares == 1


def test_a_stranger_may_share_what_nobody_served_them_and_moves_nothing(client: Client, article: Article) -> None:
    assert client.post(f"/articles/{article.pk}/share/")["Location"] == article.get_absolute_url()
    assert not Event.objects.exists()


def test_a_report_waits_for_a_moderator_and_counts_once(client: Client, ada: User, article: Article) -> None:
    sent = {"reason": "health", "note": "It is made up"}
    for _ in range(2):
        page = text(client.post(f"/articles/{article.pk}/report/", sent, headers=HTMX))
    assert "A moderator will look at it" in page
    assert ReviewItem.objects.get().reason.endswith("claim about health: “It is made up”")
    assert ArticleStats.objects.get(pk=article.pk).reports == 1


def test_a_stranger_may_report_and_says_what_is_wrong(client: Client, article: Article) -> None:
    address = f"/articles/{article.pk}/report/"
    assert "Choose what is wrong with it." in text(client.post(address, {"reason": "whim"}, headers=HTMX))
    assert not Report.objects.exists()
    assert "Thank you." in text(client.post(address, {"reason": "harm"}, headers=HTMX))
    assert Report.objects.get().reporter is None


def test_a_comment_is_reported_and_its_reader_hears_what_came_of_it(
    client: Client, ada: User, article: Article
) -> None:
    said = make.comment(article, "Drink bleach.")
    sent = {"reason": "harm", "comment": said.pk}
    assert client.post(f"/articles/{article.pk}/report/", sent).status_code == 302
    assert "Waits for a moderator" in text(client.get("/you/reports/"))
    Comment.objects.update(state=Comment.State.REMOVED)
    # they hear of it when the moderator can take it back no more
    before = timezone.now() - timedelta(minutes=1)
    ReviewItem.objects.update(opened_at=before)
    Report.objects.update(created_at=before)
    make.decision(article, make.moderator(), Article.Visibility.ALLOW, now=before)
    assert '<span class="badge">1</span>' in text(client.get("/you/"))
    assert "the comment was removed" in text(client.get("/you/reports/"))
    assert '<span class="badge">1</span>' not in text(client.get("/you/"))


def test_a_comment_under_another_article_or_a_removed_one_is_not_reported(client: Client, article: Article) -> None:
    removed = make.comment(article)
    Comment.objects.update(state=Comment.State.REMOVED)
    for key in (removed.pk, make.comment(make.article()).pk, 2**62):
        sent = {"reason": "harm", "comment": key}
        assert client.post(f"/articles/{article.pk}/report/", sent).status_code == 404


@pytest.mark.parametrize("act", ["share", "report"])
def test_what_is_held_is_not_there_to_be_told_of(client: Client, ada: User, article: Article, act: str) -> None:
    Article.objects.update(visibility=Article.Visibility.HOLD)
    assert client.post(f"/articles/{article.pk}/{act}/").status_code == 404
    assert not Event.objects.exists()


def test_following_from_an_article_is_known_by_its_place_and_learnt_at_once(client: Client, ada: User) -> None:
    newsroom(5)
    key, _slot, _kind, i = cards(client.get("/"))[0]
    feed = Article.objects.get(pk=key).feed_id
    for _ in range(2):
        page = text(client.post(f"/feeds/{feed}/follow/", {"article": key, "i": i}, headers=HTMX))
    assert f'name="article" value="{key}"' in page
    assert Event.objects.get(kind=Kind.FOLLOW).impression_id == i
    assert profiles.taste(ada.pk).authors[f"feed-{feed}"].clicks == 2


def test_to_follow_no_more_takes_back_what_it_taught(client: Client, ada: User, article: Article) -> None:
    for undo in ("", "1", "1"):
        client.post(f"/feeds/{article.feed_id}/follow/", {"article": article.pk, "undo": undo})
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [Kind.FOLLOW, Kind.UNFOLLOW]
    assert profiles.taste(ada.pk).authors == {}
    assert not Subscription.objects.exists()


def test_following_from_the_room_of_a_topic_is_learnt_without_an_event(client: Client, ada: User) -> None:
    topic = make.topic("science")
    client.post("/topics/science/follow/", {"article": "99999999999999999999999"})
    assert profiles.taste(ada.pk).topics[topic.pk].clicks == 2
    assert not Event.objects.exists()


def test_the_page_of_an_article_offers_all_three(client: Client, ada: User, article: Article) -> None:
    page = text(client.get(article.get_absolute_url()))
    for act in (f"/feeds/{article.feed_id}/follow/", f"{article.get_absolute_url()}share/"):
        assert f'hx-post="{act}"' in page
    assert f'action="{article.get_absolute_url()}report/"' in page
