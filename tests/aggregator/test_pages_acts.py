"""Like, save, less, more, follow: as forms, as fragments, and taken back."""

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Subscription
from ranking.models import ArticleStats, Event, Profile
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


def test_a_like_without_javascript_goes_back_to_the_card(client: Client, ada: User, article: Article) -> None:
    answer = client.post(f"/articles/{article.pk}/like/", {"next": "/topics/science/"})
    assert answer["Location"] == f"/topics/science/#card-{article.pk}"
    assert ArticleStats.objects.get(pk=article.pk).likes == 1


def test_a_like_with_htmx_brings_the_row_of_acts(client: Client, ada: User, article: Article) -> None:
    page = text(client.post(f"/articles/{article.pk}/like/", {"next": "/"}, headers=HTMX))
    assert 'aria-pressed="true"' in page
    assert "<html" not in page


def test_a_like_is_taken_back_and_given_again(client: Client, ada: User, article: Article) -> None:
    for undo in ("", "1", ""):
        page = text(client.post(f"/articles/{article.pk}/like/", {"undo": undo}, headers=HTMX))
    assert 'aria-pressed="true"' in page
    assert ArticleStats.objects.get(pk=article.pk).likes == 1


def test_a_saved_article_is_on_the_page_of_saved_ones_until_it_is_let_go(
    client: Client, ada: User, article: Article
) -> None:
    client.post(f"/articles/{article.pk}/save/")
    assert article.title in text(client.get("/saved/"))
    client.post(f"/articles/{article.pk}/save/", {"undo": "1"})
    assert article.title not in text(client.get("/saved/"))


def test_less_of_this_leaves_an_empty_place_and_an_undo(client: Client, ada: User, article: Article) -> None:
    page = text(client.post(f"/articles/{article.pk}/hide/", {"next": "/"}, headers=HTMX))
    assert f'<div id="card-{article.pk}" hidden></div>' in page
    assert "You will see less of Science." in page
    assert 'name="undo" value="1"' in page


def test_undo_brings_the_card_back_with_its_place(client: Client, ada: User) -> None:
    newsroom(5)
    key, slot, kind, i = cards(client.get("/"))[2]
    client.post(f"/articles/{key}/hide/", {"i": i}, headers=HTMX)
    page = client.post(f"/articles/{key}/hide/", {"i": i, "undo": "1"}, headers=HTMX)
    assert cards(page) == [(key, slot, kind, i)]


def test_less_of_this_without_javascript_offers_undo_on_the_next_page(
    client: Client, ada: User, article: Article
) -> None:
    page = text(client.post(f"/articles/{article.pk}/hide/", {"next": "/saved/"}, follow=True))
    assert "You will see less of Science." in page
    assert f'action="/articles/{article.pk}/hide/"' in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_less_of_what_one_is_reading_leads_to_the_front_page(
    client: Client, ada: User, article: Article, headers: dict[str, str]
) -> None:
    answer = client.post(f"/articles/{article.pk}/hide/", {"next": article.get_absolute_url()}, headers=headers)
    assert answer.headers.get("HX-Redirect", answer.headers.get("Location")) == "/"
    assert "You will see less of Science." in text(client.get("/"))


def test_a_hidden_article_is_not_on_the_next_page(client: Client, ada: User) -> None:
    newsroom(5)
    key, _slot, _kind, i = cards(client.get("/"))[0]
    client.post(f"/articles/{key}/hide/", {"i": i})
    assert key not in [card[0] for card in cards(client.get("/"))]


def test_more_of_this_is_noted_and_taken_back(client: Client, ada: User, article: Article) -> None:
    page = text(client.post(f"/articles/{article.pk}/more/", headers=HTMX))
    assert "You will see more of Science." in page
    learnt = Profile.objects.get(pk=ada.pk).topics
    page = text(client.post(f"/articles/{article.pk}/more/", {"undo": "1"}, headers=HTMX))
    assert "toast-text" not in page
    assert [it.kind for it in Event.objects.order_by("pk")] == [Kind.MORE, Kind.UNMORE]
    assert Profile.objects.get(pk=ada.pk).topics != learnt


@pytest.mark.parametrize("act", ["like", "save", "hide", "more", "mute"])
def test_every_act_on_a_card_offers_to_be_taken_back(client: Client, ada: User, act: str) -> None:
    newsroom(5)
    key, _slot, _kind, i = cards(client.get("/"))[0]
    page = text(client.post(f"/articles/{key}/{act}/", {"i": i, "next": "/"}, headers=HTMX))
    toast = page.partition('id="toasts"')[2]
    assert f'hx-post="/articles/{key}/{act}/"' in toast
    assert 'name="undo" value="1"' in toast
    assert f'name="i" value="{i}"' in toast


def test_following_from_a_card_says_so_and_is_taken_back(client: Client, ada: User) -> None:
    feed, sent = make.feed(title="Coast Radio"), {"from": "card", "next": "/"}
    page = text(client.post(f"/feeds/{feed.pk}/follow/", sent, headers=HTMX))
    assert "You follow Coast Radio." in page
    client.post(f"/feeds/{feed.pk}/follow/", {**sent, "undo": "1"}, headers=HTMX)
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("act", ["like", "save", "hide", "more"])
def test_a_stranger_signs_in_first_and_comes_back_to_the_page(client: Client, article: Article, act: str) -> None:
    answer = client.post(f"/articles/{article.pk}/{act}/", {"next": "/topics/science/"})
    assert answer["Location"] == "/accounts/login/?next=%2Ftopics%2Fscience%2F"
    assert not Event.objects.filter(kind=Kind.LIKE).exists()


def test_a_stranger_with_htmx_is_brought_to_the_sign_in_page(client: Client, article: Article) -> None:
    answer = client.post(f"/articles/{article.pk}/like/", headers=HTMX)
    assert answer["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_an_act_never_leads_to_another_site(client: Client, ada: User, article: Article, place: str) -> None:
    answer = client.post(f"/articles/{article.pk}/like/", {"next": place})
    assert answer["Location"] == f"{article.get_absolute_url()}#card-{article.pk}"


@pytest.mark.parametrize("act", ["like", "save", "hide", "more", "comments"])
def test_nothing_is_done_to_a_held_article(client: Client, ada: User, act: str) -> None:
    held = make.article(visibility=Article.Visibility.HOLD)
    assert client.post(f"/articles/{held.pk}/{act}/", {"body": "x"}).status_code == 404


@pytest.mark.parametrize("act", ["like", "save", "hide", "more", "comments"])
def test_looking_at_an_act_is_refused(client: Client, ada: User, article: Article, act: str) -> None:
    assert client.get(f"/articles/{article.pk}/{act}/").status_code == 405


def test_acts_need_the_token_of_the_page(ada: User, article: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    answer = strict.post(f"/articles/{article.pk}/like/")
    assert answer.status_code == 403
    assert "This form was too old" in text(answer)


def test_following_a_topic_twice_is_following_it_once(client: Client, ada: User) -> None:
    make.topic("science")
    for _ in range(2):
        client.post("/topics/science/follow/")
    assert Subscription.objects.get(reader=ada).topic == make.topic("science")


def test_a_feed_is_followed_and_let_go_with_htmx(client: Client, ada: User) -> None:
    feed = make.feed()
    assert "Following" in text(client.post(f"/feeds/{feed.pk}/follow/", headers=HTMX))
    client.post(f"/feeds/{feed.pk}/follow/", {"undo": "1"}, headers=HTMX)
    assert not Subscription.objects.exists()
