"""Share cards: what other sites and search engines are told, whatever the words of a publisher are."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from feeds.models import Article
from tests import make
from tests.aggregator.pages import text

pytestmark = pytest.mark.django_db
HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "\\u003c/script>",
    "{{ 7|add:7 }}",
    "a\u2028b & c",
]


def data(page: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    return dict(json.loads(found[0]))


def told(page: str, name: str) -> str:
    return page.partition(f'<meta property="{name}" content="')[2].partition('"')[0]


def test_an_article_of_a_publisher_belongs_there(client: Client) -> None:
    article = make.article(feed=make.feed(title="The Harbour Post"))
    page = text(client.get(article.get_absolute_url()))
    assert f'<link rel="canonical" href="{article.url}">' in page
    said = data(page)
    assert (said["@type"], said["mainEntityOfPage"], said["isBasedOn"]) == ("NewsArticle", article.url, article.url)
    assert said["publisher"] == {"@type": "Organization", "name": "The Harbour Post"}
    assert told(page, "og:title") == article.title
    assert told(page, "og:url") == said["url"] == f"http://testserver{article.get_absolute_url()}"


def test_a_post_of_a_creator_belongs_here(client: Client) -> None:
    article = make.article(creator=make.creator("Cleo"))
    page = text(client.get(article.get_absolute_url()))
    assert 'rel="canonical"' not in page
    assert data(page)["author"] == {"@type": "Person", "name": "Cleo"}
    assert data(page)["mainEntityOfPage"] == f"http://testserver{article.get_absolute_url()}"


def test_a_question_is_a_posting_that_counts_its_answers(client: Client) -> None:
    article = make.article(creator=make.creator())
    Article.objects.update(format=Article.Format.QUESTION)
    make.comment(article)
    said = data(text(client.get(article.get_absolute_url())))
    assert (said["@type"], said["commentCount"]) == ("DiscussionForumPosting", 1)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_a_publisher_leaves_its_place(client: Client, words: str) -> None:
    article = make.article(title=words, text=words, feed=make.feed(title=words))
    Article.objects.update(author=words, language="en")
    page = text(client.get(article.get_absolute_url()))
    assert data(page)["headline"] == data(page)["author"]["name"] == words
    assert "<img src=x" not in page.partition("</head>")[0]
    assert page.partition("</head>")[0].count("<script") == page.partition("</head>")[0].count("</script>") == 1


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
def test_what_is_not_for_everybody_is_told_to_nobody(client: Client, visibility: Article.Visibility) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo, visibility=visibility)
    client.force_login(cleo)
    page = text(client.get(article.get_absolute_url()))
    assert "og:title" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_long_title_is_cut_between_words(client: Client) -> None:
    article = make.article(title="harbour " * 60)
    headline = data(text(client.get(article.get_absolute_url())))["headline"]
    assert len(headline) <= 110
    assert headline.endswith("harbour…")
