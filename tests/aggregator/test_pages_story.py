"""The page of a story: what differs between its publishers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from feeds.models import Article, Story
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db


def told(*texts: str, story: Story | None = None) -> Story:
    story, now = story or make.story(), timezone.now()
    for n, words in enumerate(texts):
        feed = make.feed(title=f"Paper <{n}>")
        make.article(title=f"Piece {n}", text=words, feed=feed, story=story, published_at=now - timedelta(hours=9 - n))
    return story


def compared(page: str) -> str:
    return page.partition('id="compared-title"')[2].partition("</section>")[0]


def test_figures_that_differ_stand_beside_their_publishers(client: Client) -> None:
    story = told("It cost 42 million euros.", "It cost 45 million euros, says Tom Alder.")
    part = compared(text(client.get(f"/stories/{story.pk}/")))
    assert part.index("Paper &lt;0&gt;") < part.index("42 million euros") < part.index("45 million euros")
    assert "Tom Alder" in part.partition("Only one has it")[2]


def test_a_story_without_differences_says_nothing_of_them(client: Client) -> None:
    story = told("The bridge is open.", "The bridge was opened.")
    assert "What differs" not in text(client.get(f"/stories/{story.pk}/"))


def test_what_is_held_is_not_compared(client: Client) -> None:
    story = told("It cost 42 million euros.", "It cost 45 million euros.")
    Article.objects.filter(title="Piece 1").update(visibility=Article.Visibility.HOLD)
    assert "45 million" not in text(client.get(f"/stories/{story.pk}/"))


def test_a_story_is_shared_by_its_first_title(client: Client) -> None:
    story = told("It cost 42 million euros.", "It cost 45 million euros.")
    page = text(client.get(f"/stories/{story.pk}/"))
    assert '<meta property="og:title" content="Piece 0">' in page


def test_a_story_of_many_costs_no_more_than_thirty_queries(client: Client) -> None:
    story = told(*(f"It cost {n} million euros." for n in range(10, 25)))
    client.force_login(make.reader())
    assert cost(client, f"/stories/{story.pk}/") <= 30
