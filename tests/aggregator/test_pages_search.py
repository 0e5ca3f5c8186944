"""The page of a search: what it finds and says, whatever is typed."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aggregator.pages.listing import LENGTH
from feeds.models import Article
from tests import make
from tests.aggregator.pages import cost, newsroom, text

pytestmark = pytest.mark.django_db
TYPED = {"HX-Request": "true", "HX-Trigger-Name": "q"}


@pytest.fixture(autouse=True)
def away(cache: object) -> None:
    """No worker answers in these tests, and none of them waits for that."""
    from django.core.cache import cache as site_cache

    site_cache.set("meaning-away", value=True, timeout=60)


def asked(client: Client, q: str, **more: str) -> str:
    return unescape(text(client.get("/search/", {"q": q, **more})))


def test_the_part_of_the_text_with_the_words_is_shown_and_marked(client: Client) -> None:
    far = "The harbour was quiet that morning. " * 20
    make.article(title="News", text=f"{far} Nobody had seen an otter before.", published_at=timezone.now())
    assert "Nobody had seen an <mark>otter</mark> before." in asked(client, "otter")


def test_what_is_shown_of_a_text_is_escaped(client: Client) -> None:
    far = "The harbour was quiet that morning. " * 20
    make.article(title="News", text=f"{far} An <img> otter & more.", published_at=timezone.now())
    assert "An &lt;img&gt; <mark>otter</mark> &amp; more." in text(client.get("/search/?q=otter"))


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("otters before:soon", "“before:soon” was left out: write a day as 2026-03-01"),
        ("feed:nowhere", "No publisher here has “nowhere” in its name"),
        ("topic:nothing", "There is no topic “nothing” here."),
        ("is:saved", "Sign in to search what you saved."),
        ("-otters", "Say also what is to be found"),
        ("x" * 300, "Only the first 200 characters were looked for."),
        ("topic:", "“topic:” was left out"),
    ],
)
def test_what_was_left_out_is_said_beside_the_box_and_nothing_typed_is_lost(client: Client, q: str, said: str) -> None:
    page = asked(client, q)
    assert said in page
    assert f'value="{q}"' in page
    assert 'aria-invalid="true"' in page


def test_while_it_is_typed_the_results_come_alone(client: Client) -> None:
    make.article(title="Otters are back", published_at=timezone.now())
    answer = text(client.get("/search/?q=otte", headers=TYPED))
    assert "<mark>Otters</mark> are back" in answer
    assert "<html" not in answer


def test_beginnings_of_words_are_found_where_nothing_has_the_words(client: Client) -> None:
    make.article(title="Otters are back", published_at=timezone.now())
    page = asked(client, "otte")
    assert "<mark>Otters</mark> are back" in page
    assert "These have words that begin like them." in page


def test_the_links_change_the_query_and_keep_the_words(client: Client) -> None:
    make.article(title="Otters are back", topic=make.topic("science"), published_at=timezone.now())
    page = asked(client, "otters after:7d")
    assert 'href="?q=otters+after%3A30d"' in page
    assert 'href="?q=otters+after%3A7d" aria-current="true">Past week' in page
    assert 'href="?q=otters+after%3A7d+topic%3Ascience"' in page
    assert 'href="?q=otters+after%3A7d&sort=new"' in page


def test_newest_first_is_asked_for_in_the_address(client: Client) -> None:
    now = timezone.now()
    make.article(title="Otter otter", published_at=now - timedelta(days=1))
    make.article(title="A quiet harbour", text="An otter.", published_at=now)
    page = asked(client, "otter", sort="new")
    assert page.index("A quiet harbour") < page.index("</mark> <mark>")


@pytest.mark.parametrize("page", ["2", "999999999999", "-1", "x", "²"])
def test_a_page_that_is_not_there_is_the_nearest_one(client: Client, page: str) -> None:
    newsroom(LENGTH + 5)
    assert asked(client, "piece", page=page).count("data-article=") in {LENGTH, 5}


def test_pages_follow_each_other_and_repeat_nothing(client: Client) -> None:
    newsroom(LENGTH + 5)
    first = asked(client, "piece")
    assert 'href="?q=piece&page=1&by=words"' in first
    second = asked(client, "piece", page="1", by="words")
    titles = [it.title for it in Article.objects.all()]
    assert sum((it in first.replace("<mark>", "").replace("</mark>", "")) for it in titles) >= LENGTH
    assert second.count("data-article=") == 5


def test_the_words_that_mean_the_same_are_said_to_be_away(client: Client) -> None:
    make.article(title="Otters are back", published_at=timezone.now())
    assert "found by their words alone" in asked(client, "otters")
    assert "found by their words alone" not in asked(client, '"otters"')
    assert cache.get("meaning-away")


def test_a_search_with_every_operator_costs_few_queries(client: Client) -> None:
    newsroom(40)
    everything = "/search/?q=piece feed:publisher topic:science -topic:sport author:a language:en after:2020"
    assert cost(client, everything) <= 30
