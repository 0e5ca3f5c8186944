import pytest

from feeds.add import add_unverified
from feeds.platforms import platform_feed, profile_feed
from tests.make import NOW

CHANNEL = "UC" + "x" * 22


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (
            f"https://www.youtube.com/channel/{CHANNEL}/videos",
            f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
        ),
        ("https://m.youtube.com/user/baker", "https://www.youtube.com/feeds/videos.xml?user=baker"),
        ("https://www.youtube.com/watch?v=a&list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"),
        ("https://www.reddit.com/r/Bread", "https://www.reddit.com/r/Bread/.rss"),
        ("https://old.reddit.com/r/bread+cake/top/?t=week", "https://www.reddit.com/r/bread+cake/top/.rss?t=week"),
        ("https://www.reddit.com/u/ada", "https://www.reddit.com/user/ada/.rss"),
        ("https://www.reddit.com/r/bread/comments/abc/rye/", "https://www.reddit.com/r/bread/comments/abc/.rss"),
        ("https://github.com/ada", "https://github.com/ada.atom"),
        ("https://github.com/ada/oven", "https://github.com/ada/oven/releases.atom"),
        ("https://github.com/ada/oven.git", "https://github.com/ada/oven/releases.atom"),
        ("https://github.com/ada/oven/tags", "https://github.com/ada/oven/tags.atom"),
        ("https://github.com/ada/oven/commits/main", "https://github.com/ada/oven/commits/main.atom"),
        ("https://gitlab.com/ada/oven", "https://gitlab.com/ada/oven/-/tags?format=atom"),
        ("https://bsky.app/profile/ada.example", "https://bsky.app/profile/ada.example/rss"),
        ("https://medium.com/@ada", "https://medium.com/feed/@ada"),
        ("https://vimeo.com/baker", "https://vimeo.com/baker/videos/rss"),
        ("https://baker.tumblr.com/post/1/rye", "https://baker.tumblr.com/rss"),
        ("https://baker.substack.com/", "https://baker.substack.com/feed"),
    ],
)
def test_an_address_on_a_platform_leads_to_its_feed(page: str, feed: str) -> None:
    assert platform_feed(page) == feed


@pytest.mark.parametrize(
    "page",
    [
        "https://bread.example/r/bread",
        "https://www.youtube.com/@baker",  # the page names its feed
        "https://www.youtube.com/watch?v=a",
        "https://www.reddit.com/",
        "https://www.reddit.com/r/bread/.rss",
        "https://github.com/",
        "https://github.com/topics/bread",
        "https://github.com/ada/oven/releases.atom",
        "https://github.com/ada/%3Cscript%3E",
        "https://notgithub.com/ada/oven",
        "https://vimeo.com/123456",
        "ftp://github.com/ada",
        "http://[",
    ],
)
def test_other_addresses_go_the_ordinary_way(page: str) -> None:
    assert platform_feed(page) == ""


def test_a_profile_has_its_feed_beside_it() -> None:
    assert profile_feed("https://social.example/@ada") == "https://social.example/@ada.rss"
    assert profile_feed("https://social.example/tags/bread") == "https://social.example/tags/bread.rss"
    assert profile_feed("https://social.example/@ada/123") == ""


@pytest.mark.django_db
def test_a_forum_is_added_as_its_feed() -> None:
    feed, _is_new = add_unverified("reddit.com/r/bread", now=NOW)
    assert feed.url == "https://www.reddit.com/r/bread/.rss"
