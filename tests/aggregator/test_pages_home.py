"""The front page."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feeds.models import Article, Feed
from moderation.models import Label
from ranking import profiles
from ranking.models import Impression, Slate
from tests import make
from tests.aggregator.pages import cards, cost, newsroom, text

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_stranger_gets_a_full_page_without_an_account(client: Client) -> None:
    newsroom()
    found = cards(client.get("/"))
    assert [slot for _article, slot, _kind, _i in found] == list(range(20))


def test_every_card_names_the_impression_that_was_written_down(client: Client) -> None:
    newsroom()
    found = cards(client.get("/"))
    written = Impression.objects.filter(slate=Slate.objects.get()).order_by("slot")
    assert found == [(it.article_id, it.slot, it.kind, it.pk) for it in written]


def test_the_next_page_repeats_nothing(client: Client) -> None:
    newsroom(45)
    first, second = cards(client.get("/")), cards(client.get("/?page=1"))
    assert second
    assert not {card[0] for card in first} & {card[0] for card in second}


def test_scrolling_brings_cards_without_a_frame(client: Client) -> None:
    newsroom(45)
    client.get("/")
    answer = client.get("/?page=1", headers=HTMX)
    assert cards(answer)
    assert "<html" not in text(answer)
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("page", ["-1", "abc", "9" * 40, "", "1.5", "\0", "٣"])
def test_a_page_that_makes_no_sense_is_answered(client: Client, page: str) -> None:
    newsroom(3)
    assert client.get("/", {"page": page}).status_code == 200


def test_a_held_article_is_on_nobodys_page(client: Client) -> None:
    newsroom(5)
    held = make.article(
        title="Garlic cures everything", visibility=Article.Visibility.HOLD, published_at=timezone.now()
    )
    assert held.title not in text(client.get("/"))


def test_an_article_under_review_says_so(client: Client) -> None:
    article = newsroom(3)[0]
    make.review_item(article)
    assert "Under review" in text(client.get("/"))


def test_what_a_moderator_says_beside_an_article_stands_on_its_card_and_above_it(client: Client) -> None:
    article = newsroom(3)[0]
    Label.objects.create(article=article, words="Trials found no effect.")
    make.review_item(article)
    for address in ("/", article.get_absolute_url()):
        assert "Trials found no effect." in text(client.get(address))


def test_a_card_names_the_other_publishers_of_its_story(client: Client) -> None:
    story = make.story()
    for name in ("Coast Radio", "Morning Post"):
        make.article(
            title=f"The bridge, by {name}", feed=make.feed(title=name), story=story, published_at=timezone.now()
        )
    page = text(client.get("/"))
    assert reverse("story", args=[story.pk]) in page
    assert "The whole story: 2 publishers" in page


def test_a_site_whose_feeds_cannot_be_reached_says_so_and_offers_the_demo(client: Client) -> None:
    make.feed(failures=1, last_error="No route to host")
    page = text(client.get("/"))
    assert "The network seems closed" in page
    assert "make demo" in page


def test_a_site_that_waits_for_its_first_articles_says_so(client: Client) -> None:
    make.feed()
    assert "One feed is being fetched" in text(client.get("/"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_reader_who_muted_everything_is_told_so_and_where_to_take_it_back(client: Client, count: int) -> None:
    ada = make.reader()
    for article in newsroom(count):
        profiles.mute(ada.pk, feed_id=article.feed_id, now=timezone.now())
    client.force_login(ada)
    page = text(client.get("/"))
    assert "Nothing is left to show" in page
    assert 'href="/you/"' in page


def test_a_site_without_feeds_offers_to_add_one(client: Client) -> None:
    Feed.objects.all().delete()
    assert "No feeds yet" in text(client.get("/"))


def test_a_reader_finds_the_horizon_slider_beside_the_news(client: Client) -> None:
    newsroom(3)
    client.force_login(make.reader())
    assert 'name="horizon"' in text(client.get("/"))


def test_the_front_page_costs_at_most_thirty_queries(client: Client) -> None:
    newsroom(40)
    client.get("/")
    assert cost(client, "/") <= 30


def test_a_readers_own_page_costs_at_most_thirty_queries(client: Client) -> None:
    newsroom(40)
    client.force_login(make.reader())
    client.get("/")
    assert cost(client, "/") <= 30


def test_the_front_page_costs_the_same_for_few_and_many_articles(client: Client) -> None:
    newsroom(6)
    client.get("/")
    few = cost(client, "/")
    newsroom(30)
    assert cost(client, "/") <= few + 1  # a slate that is full writes its impressions in one statement too
