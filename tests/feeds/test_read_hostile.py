"""Whatever a publisher sends, what is saved of it is safe: damaged documents, odd links, scripts in every field."""

import random
import re
from contextlib import suppress
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.bench import kinds
from feeds.clean.allowed import ATTRIBUTES, ELEMENTS
from feeds.parse import NotAFeedError, TooCostlyError
from feeds.reading import read, read_limited
from feeds.types import Entry, ParsedFeed
from tests.feeds import strange
from tests.feeds.documents import atom, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://bread.example/feed"
JUNK = (
    *(b"<", b">", b"&", b"\0", b"\xff", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"</item>", b"<item>", b"&#xD800;"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\xef\xbb\xbf", b"\xff\xfe", b"<script>", b"javascript:alert(1)"),
    *(
        b'<?xml version="1.0" encoding="utf-16"?>',
        b"9999-99-99",
        b' xml:base="javascript:"',
        b"<b>" * 40,
        b" x='1'" * 40,
    ),
)
SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<form id=location name=forms action=//evil.example><input name=cookie><button formaction=//evil.example>x</form>",
    "<p style='background:url(javascript:alert(1))' class=modal id=body onclick=alert(1)>x</p>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example><link rel=stylesheet href=//e>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp>",
    '"><script>alert(1)</script>',
    "'><img/src='x'/onerror=alert(1)>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<video poster=javascript:alert(1)><source onerror=alert(1)></video>",
    "<<script>script>alert(1)<</script>/script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)  # fmt: skip


class Browser(HTMLParser):
    """Notes what a browser would load, run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def assert_is_safe(html: str) -> None:
    browser = Browser()
    browser.feed(html)
    browser.close()
    for tag, attributes in browser.tags:
        assert tag in ELEMENTS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"] | {"rel", "loading"}
        for name in {"href", "src", "cite", "poster"} & attributes.keys():
            assert re.match(r"(?:https?://|mailto:)", attributes[name])


def assert_can_be_saved(feed: ParsedFeed) -> None:
    assert re.match(r"(?:https?://|mailto:|$)", feed.link)
    for entry in feed.entries:
        assert_is_safe(entry.summary_html)
        assert_is_safe(entry.content_html)
        assert all(
            re.match(r"https?://", link) for link in [*filter(None, [entry.link]), *(m.url for m in entry.media)]
        )
        assert all("\0" not in text and text.encode() is not None for text in texts(entry))
        assert entry.title
        assert 0 < len(entry.guid) <= 500


def texts(entry: Entry) -> list[str]:
    return [entry.guid, entry.title, entry.link, entry.author, entry.text, entry.language, *entry.categories]


def damaged(document: bytes, rng: random.Random) -> bytes:
    """The document with pieces cut out, doubled, moved and put in."""
    for _time in range(rng.randint(0, 6)):
        start = rng.randrange(len(document) + 1)
        end = min(len(document), start + rng.choice((0, 1, 5, 60, 900)))
        piece = rng.choice((b"", rng.choice(JUNK), document[start:end] * 2, document[:200], rng.randbytes(3)))
        document = document[:start] + piece + document[end:]
    return document


def made(rng: random.Random) -> bytes:
    """A document as publishers write them, or one that only a parser would think of."""
    if rng.random() < 0.5:
        return strange.document(rng)
    kind = rng.choice(list(kinds.KINDS))
    return kinds.document(kind, rng, name="bread", entries=rng.randint(0, 3), paragraphs=rng.randint(0, 3)).body


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_document_is_a_safe_feed_or_a_sentence(seed: int) -> None:
    rng = random.Random(seed)
    content_type = rng.choice(("", "text/xml; charset=koi8-r"))
    with suppress(NotAFeedError):
        assert_can_be_saved(read(damaged(made(rng), rng), url=URL, content_type=content_type, now=NOW))


def test_no_damaged_document_costs_a_child() -> None:
    rng, costly = random.Random(22), 0
    for _document in range(60):
        try:
            read_limited(damaged(made(rng), rng), url=URL, now=NOW)
        except TooCostlyError:
            costly += 1
        except NotAFeedError:
            continue
    assert costly == 0


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_runs_from_no_field_of_rss(script: str) -> None:
    said = escape(script)
    more = f"<author>{said}</author><category>{said}</category><guid>{said}</guid><comments>{said}</comments>"
    more += f'<enclosure url="{said}" type="{said}"/><content:encoded>{said}</content:encoded>'
    document = rss(item(said, html=script, more=more, link=said), title=said)
    named = document.replace(b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    assert_can_be_saved(read(named, url=URL, now=NOW))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_runs_from_no_field_of_atom(script: str) -> None:
    said = escape(script)
    entry = f'<entry><id>{said}</id><title type="html">{said}</title><author><name>{said}</name></author>'
    entry += (
        f'<link href="{said}"/><category term="{said}"/><summary>{said}</summary><content type="html">{said}</content>'
    )
    assert_can_be_saved(read(atom(f'{entry}<link rel="enclosure" href="{said}"/></entry>'), url=URL, now=NOW))


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("|id", "https://bread.example/%7Cid"),
        ("file:///etc/passwd", ""),
        ("https://bread.example/" + "x" * 65_536, ""),
        ("/rye", "https://bread.example/rye"),
        ("//cake.example/rye", "https://cake.example/rye"),
        ("rye?utm_source=rss", "https://bread.example/rye"),
        ("HTTPS://Bread.Example:443/rye#crust", "https://bread.example/rye"),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(link: str, found: str) -> None:
    document = rss(item(link=link, more="<guid isPermaLink='false'>1</guid>"))
    assert read(document, url=URL, now=NOW).entries[0].link == found


def test_a_server_that_knows_better_than_the_document_is_believed() -> None:
    document = "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Хлеб</title></channel></rss>"
    found = read(document.encode("windows-1251"), content_type="text/xml; charset=windows-1251", now=NOW)
    assert found.title == "Хлеб"
