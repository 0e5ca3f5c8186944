"""The first minute, without an account: topics picked, three clicks, and the page is visibly another."""

import pytest
from django.test import Client

from feeds.models import Article, Subscription, Topic
from tests import make
from tests.aggregator.pages import cards, cost, text
from tests.browser.newsroom import fill

pytestmark = pytest.mark.django_db


def of_topic(client: Client, slug: str) -> list[tuple[int, int]]:
    """The articles of this topic on the next front page, each with its impression."""
    ids = set(Article.objects.filter(topic__slug=slug).values_list("pk", flat=True))
    return [(article, i) for article, _slot, _kind, i in cards(client.get("/")) if article in ids]


def test_a_stranger_picks_topics_and_they_lead_the_page(client: Client) -> None:
    fill(each=12)
    before = len(of_topic(Client(), "travel"))
    assert "/welcome/" in text(client.get("/"))
    client.post("/welcome/", {"topics": ["travel"]})
    assert len(of_topic(client, "travel")) > before
    assert "Your topics come first here" in text(client.get("/"))


def test_three_clicks_of_a_stranger_change_the_page(client: Client) -> None:
    fill(each=20)
    first = of_topic(client, "food")
    for article, i in [*first, *of_topic(client, "food")][:3]:
        client.get(f"/articles/{article}/?i={i}")
    assert len(of_topic(client, "food")) > len(first)


def test_what_a_stranger_picked_is_ticked_when_they_have_joined(client: Client) -> None:
    client.post("/welcome/", {"topics": ["travel", "food"]})
    made = {"email": "ada@example.org", "password1": make.PASSWORD}
    page = text(client.post("/accounts/signup/", made, follow=True))
    assert page.count(" checked") == 2
    client.post("/welcome/", {"topics": ["travel", "food"]})
    assert set(Subscription.objects.values_list("topic__slug", flat=True)) == {"travel", "food"}


def test_to_skip_picks_nothing_and_hides_nothing(client: Client) -> None:
    fill(each=3)
    assert 'href="/">Skip</a>' in text(client.get("/welcome/"))
    client.post("/welcome/", {})
    assert len(cards(client.get("/"))) == 20


def test_a_topic_that_is_none_is_refused(client: Client) -> None:
    answer = client.post("/welcome/", {"topics": ["astrology"]})
    assert answer.status_code == 422
    assert Topic.objects.filter(slug="astrology").count() == 0


def test_picked_topics_cost_the_page_no_more_questions(client: Client) -> None:
    fill(each=4)
    client.get("/")
    usual = cost(client, "/")
    client.post("/welcome/", {"topics": ["travel"]})
    assert cost(client, "/") <= usual + 1  # the session has news, and is read from its row once
