"""Pictures on pages: the site's own copies, space kept for them, nothing where there is none."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from feeds import media
from feeds.models import Article, Icon, Media
from tests import make
from tests.aggregator.pages import cost, newsroom, text
from tests.feeds import pictures

pytestmark = pytest.mark.django_db
URL = "https://harbour.example/bridge.jpg"


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def pictured(article: Article, *, alt: str = "") -> Media:
    derived = media.derive(pictures.picture())
    row = Media(article=article, url=URL, type="image", is_lead=True, state=Media.State.STORED, alt=alt)
    row.name, row.width, row.height = media.store(derived.files), derived.width, derived.height
    row.save()
    return row


def test_a_copy_is_sent_to_anybody_for_a_year_and_may_do_nothing(client: Client) -> None:
    answer = client.get(pictured(make.article()).card_url)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/webp",
        "nosniff",
    )
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"] == "default-src 'none'; form-action 'none'; sandbox"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("name", ["x.webp", "0" * 32 + "-704.webp", "..%2F..%2Fsecret_key", "a.svg"])
def test_other_names_are_not_found(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_a_card_keeps_the_space_of_its_picture(client: Client) -> None:
    articles = newsroom(3)
    rows = [pictured(article) for article in articles]
    page = text(client.get("/"))
    assert page.count('width="1344" height="576"') == 1  # the lead is wide, and not lazy
    assert page.count('width="704" height="528" alt="" loading="lazy"') == 2
    assert all(row.card_url in page for row in rows)
    assert "harbour.example/bridge.jpg" not in page


def test_a_card_without_a_picture_keeps_no_space(client: Client) -> None:
    article = newsroom(1)[0]
    Media.objects.create(article=article, url=URL, type="image", is_lead=True)  # not fetched yet
    page = text(client.get("/"))
    assert "<img" not in page
    assert 'class="pic"' not in page


def test_pictures_cost_one_query_whatever_their_number(client: Client) -> None:
    articles = newsroom(20)
    client.get("/following/")
    address = f"/topics/{articles[0].topic.slug}/"  # type: ignore[union-attr]
    cost(client, address)
    few = cost(client, address)
    for article in articles:
        pictured(article)
    assert cost(client, address) <= few


def test_an_article_opens_with_its_picture(client: Client) -> None:
    article = make.article()
    row = pictured(article, alt="A bridge")
    page = text(client.get(article.get_absolute_url()))
    assert f'<img class="opening" src="{row.article_url}" width="800" height="600" alt="A bridge">' in page


def test_a_picture_of_the_text_stands_where_its_publisher_put_it(client: Client) -> None:
    article = make.article()
    article.html = f'<p>Look:</p><img src="{URL}" alt="A bridge"><img src="https://other.example/b.jpg" alt="A dog">'
    article.save(update_fields=["html"])
    row = pictured(article)
    page = text(client.get(article.get_absolute_url()))
    assert page.count("<img src") == page.count(f'<img src="{row.article_url}"') == 1
    assert 'class="opening"' not in page
    assert "Picture, on its way: A dog" in page
    assert URL not in page


def test_the_icon_of_a_site_stands_where_its_letter_stood(client: Client) -> None:
    one, other = newsroom(2)
    assert one.feed is not None
    icon = Icon.objects.create(feed=one.feed, due_at=timezone.now(), name=media.store({32: b"RIFF"}))
    page = text(client.get("/"))
    assert page.count(f'<img class="mark" src="{icon.url}" width="20" height="20" alt="">') == 1
    assert page.count('class="mark mark-') == 1
    assert other.feed_id != one.feed_id  # two publishers
