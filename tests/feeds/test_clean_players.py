"""Videos of known players: an id is all that is believed."""

import pytest

from feeds.clean import PLAYER_HOSTS, clean_html, plain_text, video_of

REL = 'rel="noopener noreferrer nofollow ugc"'
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0&start=9", YOUTUBE),
        ("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", YOUTUBE),
        ("https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ", YOUTUBE),
        ("http://youtube.com/v/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e&autoplay=1", "https://vimeo.com/76979871/8272103f6e"),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
        ("https://www.dailymotion.com/embed/video/x8abcde", "https://www.dailymotion.com/video/x8abcde"),
        ("https://geo.dailymotion.com/player/xyz.html?video=x8abcde", "https://www.dailymotion.com/video/x8abcde"),
        (
            "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?title=0",
            "https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
    ],
)
def test_a_video_is_known_by_its_address(address: str, page: str) -> None:
    video = video_of(address)
    assert video is not None
    assert video.page == page
    assert clean_html(f'<iframe width="560" src="{address}" allow="camera" srcdoc="<b>">x</iframe>') == (
        f'<figure><a href="{page}" {REL}>{video.site}</a></figure>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/embed/videoseries?list=PL123",
        "https://www.youtube.com/embed/dQw4w9WgXcQ/../../logout",
        "https://www.youtube.com/embed/<script>aaa",
        "https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ",
        "https://evil.example/embed/dQw4w9WgXcQ",
        "https://www.youtube.com@evil.example/embed/dQw4w9WgXcQ",
        "javascript:https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://player.vimeo.com/video/1?h=<script>",
        "https://www.dailymotion.com/embed/video/x8a%22%3E",
        "https://tube.example/videos/embed/not-a-uuid",
        "https://[",
        "https://maps.example/embed?pb=1",
        "",
    ],
)
def test_every_other_frame_goes(address: str) -> None:
    assert video_of(address) is None
    assert clean_html(f'a<iframe src="{address}">x</iframe>b') == "ab"


def test_a_player_is_built_of_the_id_alone() -> None:
    for address in (YOUTUBE, "https://vimeo.com/76979871", "https://www.dailymotion.com/video/x8abcde"):
        video = video_of(address)
        assert video is not None
        assert video.player.startswith(tuple(f"{host}/" for host in PLAYER_HOSTS))


def test_a_frame_that_loads_late_is_known_too() -> None:
    lazy = '<iframe src="about:blank" data-src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'
    assert YOUTUBE in clean_html(lazy)


@pytest.mark.parametrize(
    "fragment",
    [
        "<iframe>--><img src=x onerror=alert(1)></iframe>c",
        "<iframe src=https://youtu.be/dQw4w9WgXcQ><script>alert(1)</script></iframe>c",
        "<iframe src=https://youtu.be/dQw4w9WgXcQ><iframe><p>c",
        "<p title='<iframe>'>c</p><iframe>",
        "<a href='https://a.example'><iframe src=https://youtu.be/dQw4w9WgXcQ></iframe>c</a>",
        "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>c",  # CVE-2025-32015
    ],
)
def test_nothing_hides_in_a_frame(fragment: str) -> None:
    cleaned = clean_html(fragment)
    assert "iframe" not in cleaned
    assert "alert" not in cleaned
    assert clean_html(cleaned) == cleaned


def test_the_text_says_where_the_video_is() -> None:
    cleaned = clean_html(f"<p>Look:</p><iframe src='{YOUTUBE}'></iframe>")
    assert plain_text(cleaned) == "Look:\n\nYouTube"
