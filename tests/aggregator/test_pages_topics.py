"""The two levels of topics on pages."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from feeds.models import Article, Topic
from tests import make
from tests.aggregator.pages import text

pytestmark = pytest.mark.django_db


def football() -> Article:
    article = make.article(title="Wanderers win the cup", topic=make.topic("sport"))
    Article.objects.filter(pk=article.pk).update(subtopic=make.topic("football"))
    return article


def test_a_topic_lists_its_parts(client: Client, cache: object) -> None:
    page = text(client.get("/topics/sport/"))
    assert all(f'href="/topics/{slug}/"' in page for slug in ("football", "athletics", "tennis", "rugby"))


def test_a_part_shows_its_own_articles_only(client: Client, cache: object) -> None:
    football()
    make.article(title="A regatta at night", topic=make.topic("sport"))
    page = text(client.get("/topics/football/"))
    assert "Wanderers win the cup" in page
    assert "A regatta at night" not in page


def test_a_held_article_is_not_on_the_page_of_its_part(client: Client, cache: object) -> None:
    Article.objects.filter(pk=football().pk).update(visibility=Article.Visibility.HOLD)
    assert "Wanderers win the cup" not in text(client.get("/topics/football/"))


def test_an_article_links_to_its_topic_and_its_part(client: Client, cache: object) -> None:
    page = text(client.get(football().get_absolute_url()))
    assert 'href="/topics/sport/">Sport</a>' in page
    assert 'href="/topics/football/">Football</a>' in page


def test_the_sections_are_the_first_level_only(client: Client, cache: object) -> None:
    sections = text(client.get("/topics/science/")).partition('<nav class="tabs"')[2].partition("</nav>")[0]
    assert "/topics/sport/" in sections
    assert "/topics/football/" not in sections


def test_a_part_is_not_part_of_itself() -> None:
    topic = make.topic("sport")
    with pytest.raises(IntegrityError, match="topic_is_not_part_of_itself"), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(parent=topic)


def test_an_article_with_a_subtopic_has_a_topic() -> None:
    article = football()
    with pytest.raises(IntegrityError, match="article_with_a_subtopic_has_a_topic"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(topic=None)
