"""Videos of other sites: a still and a button of our own until a reader presses it."""

import pytest
from django.test import Client

from aggregator.pages.illustrations import MOST
from feeds.clean import clean_html
from feeds.models import Article, Illustration
from tests import make
from tests.aggregator.pages import text

pytestmark = pytest.mark.django_db
FRAME = "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1' onload=x></iframe>"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


def article(html: str, *, url: str = "") -> Article:
    made = make.article()
    made.html, made.url = clean_html(html), url or made.url
    made.save(update_fields=["html", "url"])
    return made


def page_of(client: Client, shown: Article) -> str:
    return text(client.get(shown.get_absolute_url()))


def test_a_frame_becomes_a_block_to_press_which_is_a_link_without_javascript(client: Client) -> None:
    page = page_of(client, article(f"<p>Look:</p>{FRAME}"))
    assert f'data-player="{PLAYER}"' in page
    assert 'class="play" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in page
    assert "Play the video from YouTube" in page
    assert "<iframe" not in page


def test_the_still_comes_through_the_site(client: Client) -> None:
    shown = article(FRAME)
    assert "ytimg.com" not in page_of(client, shown)
    still = Illustration.objects.get()
    assert still.url == "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"
    Illustration.objects.update(state="stored", name="0" * 32, width=480, height=360)
    page = page_of(client, shown)
    assert f'<img src="/media/{"0" * 32}-1344.webp"' in page
    assert "ytimg.com" not in page


def test_a_text_of_a_hundred_videos_has_some_of_their_stills_fetched(client: Client) -> None:
    page = page_of(client, article("".join(FRAME.replace("dQw4w9WgXcQ", f"{n:011}") for n in range(100))))
    assert page.count("data-player=") == 100
    assert Illustration.objects.count() == MOST


def test_an_article_that_is_a_video_begins_with_it(client: Client) -> None:
    shown = article("<p>About it</p>", url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert page_of(client, shown).count("data-player=") == 1
    shown = article(FRAME, url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert page_of(client, shown).count("data-player=") == 1


def test_only_pages_with_texts_of_publishers_may_show_players(client: Client) -> None:
    policy = client.get(article(FRAME).get_absolute_url())["Content-Security-Policy"]
    frames = next(part.strip() for part in policy.split(";") if part.strip().startswith("frame-src"))
    assert frames == ("frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://geo.dailymotion.com")
    assert "frame-src" not in client.get("/")["Content-Security-Policy"]


def test_a_publisher_cannot_write_a_player(client: Client) -> None:
    written = (
        "<figure class=player data-player='https://evil.example/'><a class=play href='https://a.example'>x</a></figure>"
    )
    assert "data-player" not in page_of(client, article(written)).partition('class="prose"')[2]


def test_a_video_without_a_player_of_ours_stays_a_link(client: Client) -> None:
    peertube = "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"
    page = page_of(client, article(f"<iframe src='{peertube}'></iframe>"))
    assert 'href="https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d"' in page
    assert "data-player" not in page
