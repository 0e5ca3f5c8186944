"""Where publishers name their hub: Link headers, atom:link in RSS and Atom, `hubs` of JSON Feed."""

import json

import pytest
from pytest_django import Settings

from feeds.fetch import fetch_one
from feeds.fetch.headers import links
from feeds.parse import parse
from feeds.reading import parse_limited
from feeds.types import FetchRequest
from tests.feeds.documents import atom, item, rss
from tests.feeds.publisher import answer, by_path, publishing

HUB, SELF = "https://hub.example/", "https://bread.example/feed.xml"
ATOM_LINKS = f'<link rel="hub" href="{HUB}"/><link rel="self" href="{SELF}"/>'
RSS_LINKS = "".join(
    f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{rel}" href="{href}"/>'
    for rel, href in (("hub", HUB), ("self", SELF))
)


@pytest.mark.parametrize(
    ("header", "hubs"),
    [
        ('<https://hub.example/>; rel="hub"', ("https://hub.example/",)),
        ("<https://hub.example/>; rel=hub", ("https://hub.example/",)),
        (
            '<https://a.example/>; rel="self", <https://b.example/?x=1,2>; title="B"; REL="hub"',
            ("https://b.example/?x=1,2",),
        ),
        ('</hub>; rel="self hub"', ("/hub",)),
        ('<https://hub.example/>; rel="github"', ()),
        ("https://hub.example/; rel=hub", ()),
        ('<https://hub.example/>; title="rel=hub"', ()),
        ("<" * 8000, ()),
        ("<a>;" * 2000 + "rel=hub", ()),
    ],
)
def test_a_link_header_names_hubs(header: str, hubs: tuple[str, ...]) -> None:
    assert links([header], "hub") == hubs


def test_an_answer_carries_what_its_link_headers_name(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    named = answer(body=rss(item()), Link=f'<{HUB}>; rel="hub", <{SELF}>; rel="self"')
    with publishing(by_path({"/feed": named})) as publisher:
        result = fetch_one(FetchRequest(publisher.url + "/feed"))
    assert (result.hubs, result.self_url) == ((HUB,), SELF)


@pytest.mark.parametrize("document", [rss(item(), more=RSS_LINKS), atom(more=ATOM_LINKS)], ids=["rss", "atom"])
def test_a_document_names_its_hub(document: bytes) -> None:
    found = parse(document)
    assert (found.hubs, found.self_url) == ((HUB,), SELF)


def test_the_hub_of_an_entry_is_not_that_of_its_feed() -> None:
    assert parse(atom(f"<entry><id>1</id><title>Rye</title>{ATOM_LINKS}</entry>")).hubs == ()


def test_a_json_feed_names_hubs_of_the_kind_we_speak() -> None:
    hubs = [{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": HUB}, "nonsense", {}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [], "feed_url": SELF, "hubs": hubs}
    found = parse(json.dumps(feed).encode())
    assert (found.hubs, found.self_url) == ((HUB,), SELF)


def test_what_a_document_names_comes_through_the_limited_child() -> None:
    found = parse_limited(rss(item(), more=RSS_LINKS))
    assert (found.hubs, found.self_url) == ((HUB,), SELF)
