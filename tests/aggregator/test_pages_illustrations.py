"""Pictures inside a text, as pages print them: our own copies, never a publisher's address."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.pages.illustrations import MOST, TRIES
from feeds import tasks
from feeds.models import Article, Illustration
from feeds.models.illustration import key_of
from tests import make
from tests.aggregator.pages import cost, text
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = pytest.mark.django_db
URL = "https://harbour.example/a.jpg"
JPEG = answer(body=pictures.picture(), Content_Type="image/jpeg")


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path


def illustrated(*tags: str, visibility: Article.Visibility = Article.Visibility.ALLOW) -> Article:
    article = make.article(visibility=visibility)
    article.html = f"<p>Look:</p>{''.join(tags)}"
    article.save(update_fields=["html"])
    return article


def tag(url: str = URL, alt: str = "A bridge", size: str = 'width="640" height="480"') -> str:
    return f'<img src="{url}" alt="{alt}" {size} loading="lazy">'


def asking(article: Article, url: str = URL) -> str:
    return f"{article.get_absolute_url()}pictures/{key_of(url)}/"


def test_the_first_reader_sees_a_place_kept_and_the_next_a_picture(client: Client) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        article = illustrated(tag(publisher.url + "/a.jpg"))
        first = text(client.get(article.get_absolute_url()))
        tasks.pictures_of_texts()
        second = text(client.get(article.get_absolute_url()))
    row = Illustration.objects.get()
    assert 'viewBox="0 0 640 480"' in first
    assert "Picture, on its way: A bridge" in first
    assert f'src="{row.article_url}"' in second
    assert 'width="800" height="600" alt="A bridge" loading="lazy"' in second
    assert publisher.url not in first + second


def test_a_page_that_waits_is_given_the_picture_when_it_is_there(client: Client) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        url = publisher.url + "/a.jpg"
        article = illustrated(tag(url))
        client.get(article.get_absolute_url())
        waiting = text(client.get(asking(article, url), {"tries": 1}))
        tasks.pictures_of_texts()
        there = client.get(asking(article, url), {"tries": 2})
    assert 'hx-trigger="intersect once delay:2s"' in waiting
    assert "?tries=2" in waiting
    assert text(there).strip().startswith("<img")
    assert "no-store" in there["Cache-Control"]


def test_a_page_waits_two_minutes_and_then_makes_do_with_words(client: Client) -> None:
    article = illustrated(tag())
    client.get(article.get_absolute_url())
    assert "hx-get" in text(client.get(asking(article), {"tries": TRIES - 1}))
    last = text(client.get(asking(article), {"tries": TRIES}))
    assert last == '<span class="in-words">Picture: A bridge</span>'


def test_a_picture_that_cannot_be_had_is_a_quiet_box(client: Client) -> None:
    with publishing(by_path({})) as publisher:
        article = illustrated(tag(publisher.url + "/gone.jpg"))
        client.get(article.get_absolute_url())
        tasks.pictures_of_texts()
        page = text(client.get(article.get_absolute_url()))
    assert '<span class="in-words">Picture: A bridge</span>' in page
    assert "hx-get" not in page.partition('class="prose"')[2].partition("data-card")[0]
    assert "404" not in page  # what the publisher answered is for operators


def test_an_article_shown_twice_makes_one_row_a_picture(client: Client) -> None:
    one, other = illustrated(tag(), tag()), illustrated(tag())
    for article in (one, other, one):
        client.get(article.get_absolute_url())
    assert Illustration.objects.count() == 1


@pytest.mark.parametrize("key", [key_of("https://evil.example/"), "0" * 32, "x"])
def test_only_pictures_of_the_article_can_be_asked_for(client: Client, key: str) -> None:
    # CVE-2026-21885: a proxy that fetches whatever it is told to
    article, other = illustrated(tag()), illustrated(tag("https://evil.example/"))
    for one in (article, other):
        client.get(one.get_absolute_url())
    assert client.get(f"{article.get_absolute_url()}pictures/{key}/").status_code == 404
    assert client.get(f"{article.get_absolute_url()}pictures/{key}/?url=http://169.254.169.254/").status_code == 404


def test_pictures_of_a_held_article_are_nobodys_to_ask_for(client: Client) -> None:
    article = illustrated(tag(), visibility=Article.Visibility.HOLD)
    Illustration.objects.create(key=key_of(URL), url=URL, asked_at=timezone.now())
    assert client.get(asking(article)).status_code == 404


def test_asking_never_fetches(client: Client) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        article = illustrated(tag(publisher.url + "/a.jpg"))
        for _try in range(3):
            client.get(article.get_absolute_url())
            client.get(asking(article, publisher.url + "/a.jpg"))
    assert publisher.requests == []


def test_a_smiley_is_its_description(client: Client) -> None:
    page = text(client.get(illustrated(tag(alt=":-)", size='width="16" height="16"')).get_absolute_url()))
    assert "<p>Look:</p>:-)" in page
    assert not Illustration.objects.exists()


def test_a_description_cannot_end_its_attribute(client: Client) -> None:
    page = text(client.get(illustrated(tag(alt="&quot;&gt;&lt;script&gt;")).get_absolute_url()))
    assert "<script>&" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_gallery_without_end_is_shown_in_part(client: Client) -> None:
    article = illustrated(*(tag(f"https://harbour.example/{n}.jpg", alt=f"No. {n}") for n in range(MOST + 5)))
    page = text(client.get(article.get_absolute_url()))
    assert Illustration.objects.count() == page.count('hx-trigger="intersect') == MOST
    assert "Picture: No. 64" in page


def test_pictures_cost_two_queries_whatever_their_number(client: Client) -> None:
    bare, few = illustrated(), illustrated(tag())
    many = illustrated(*(tag(f"https://harbour.example/{n}.jpg") for n in range(20)))
    for article in (bare, few, many, bare, few, many):
        client.get(article.get_absolute_url())
    costs = [cost(client, article.get_absolute_url()) for article in (bare, few, many)]
    assert costs[2] <= costs[1] <= costs[0] + 1


def test_a_picture_of_the_way_out_signs_nobody_out(client: Client) -> None:
    ada = make.reader()
    client.force_login(ada)
    article = illustrated(tag("http://testserver/accounts/logout/"), tag("/accounts/logout/"))
    page = text(client.get(article.get_absolute_url()))
    client.get("/accounts/logout/")  # what a browser would do for such a picture
    assert 'src="http://testserver' not in page
    assert 'src="/accounts' not in page
    assert client.get("/you/").status_code == 200
