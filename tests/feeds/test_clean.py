import pytest

from feeds.clean import absolute, as_title, canonical_url, clean, clean_html, plain_text
from feeds.clean.tags import settle_tags
from feeds.types import Entry, MediaLink, ParsedFeed

BASE = "https://bread.example/blog/"
REL = 'rel="noopener noreferrer nofollow ugc"'


def cleaned(fragment: str) -> str:
    return clean_html(fragment, base_url=BASE)


@pytest.mark.parametrize(
    ("fragment", "safe"),
    [
        ("<p>One</p>", "<p>One</p>"),
        ("<p onclick=x style='a' class=b id=c name=d data-x=e>One</p>", "<p>One</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ("a<iframe src='https://v.example'>x</iframe>b", "ab"),
        ("a<svg><a href=x>b</a></svg>c", "ac"),
        ("a<math><mi>x</mi></math>b", "ab"),
        ("a<template><p>x</p></template>b", "ab"),
        ("a<noscript><p>x</p></noscript>b", "ab"),
        ("a<xmp><b>x</b></xmp>b", "ab"),
        ("a<!-- b -->c", "ac"),
        ("<form action=/x><input name=q><button>Go</button></form>", "Go"),
        ("<p>open <b>tags", "<p>open <b>tags</b></p>"),
        ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_only_what_is_allowed_stays(fragment: str, safe: str) -> None:
    assert cleaned(fragment) == safe


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "|ls",
        "http:\\\\evil.example",
        "http://[",
        "https://" + "x" * 3000,
    ],
)
def test_a_link_that_is_none_of_the_web_loses_its_address(href: str) -> None:
    assert cleaned(f'<a href="{href}">x</a>') == f"<a {REL}>x</a>"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/a", "https://bread.example/a"),
        ("b?c=1", "https://bread.example/blog/b?c=1"),
        ("//other.example/x", "https://other.example/x"),
        ("#top", "https://bread.example/blog/#top"),
        ("https://a.example/?utm_source=x&b=1&fbclid=2#c", "https://a.example/?b=1#c"),
        ("mailto:ada@bread.example", "mailto:ada@bread.example"),
    ],
)
def test_links_are_absolute_and_do_not_track(href: str, address: str) -> None:
    assert cleaned(f'<a href="{href}" target="_top">x</a>') == f'<a href="{address}" {REL}>x</a>'


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ('<img src="/a.jpg" alt="Rye">', "https://bread.example/a.jpg"),
        ('<img data-src="/a.jpg" src="data:image/gif;base64,AA">', "https://bread.example/a.jpg"),
        ('<img data-original="a.jpg">', "https://bread.example/blog/a.jpg"),
        ('<img src="/blank.gif" data-lazy-src="/a.jpg" width="1000">', "https://bread.example/a.jpg"),
    ],
)
def test_a_picture_is_shown_and_loads_late(picture: str, address: str) -> None:
    found = cleaned(picture)
    assert f'<img src="{address}"' in found
    assert 'loading="lazy"' in found
    assert "data-" not in found


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="https://t.example/p.gif" width="1" height="1">',
        '<img src="https://t.example/p.gif" width="0" height="0">',
        '<img src="https://t.example/p.gif" width="1px" height=1>',
        '<img src="https://t.example/p.gif" height="1">',
        '<img src="https://feeds.feedburner.com/~r/bread/~4/x">',
        '<img src="https://pixel.wp.com/b.gif?host=x">',
        '<img src="data:image/gif;base64,AA">',
        "<img onerror=alert(1)>",
    ],
)
def test_trackers_and_pictures_without_an_address_go(picture: str) -> None:
    assert cleaned(f"a{picture}b") == "ab"


def test_a_tag_that_the_serializer_would_not_write_is_dropped() -> None:
    assert settle_tags('a<a title="b>c" href="javascript:d">e</a>', BASE) == 'ac" href="javascript:d">e</a>'


def test_a_thin_line_is_no_tracker() -> None:
    assert "<img" in cleaned('<img src="/line.gif" width="600" height="1">')


def test_endless_depth_becomes_text() -> None:
    assert cleaned("<div>" * 100_000 + "deep") == "deep"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("<p>AT&amp;T &nbsp; caf&eacute;</p>", "AT&T café"),
        ("a <b>b</b>\n c", "a b c"),
        ("<p>x<script>alert(1)</script></p>", "x"),
        ("&lt;b&gt;", "<b>"),
        ("", ""),
    ],
)
def test_text_keeps_its_paragraphs(fragment: str, text: str) -> None:
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("<b>Rye</b> is <i>back</i>", "Rye is back"),
        ("Vec&lt;u8&gt;", "Vec<u8>"),
        ("Vec<u8> in 5 < 6", "Vec<u8> in 5 < 6"),
        ("a<script>alert(1)</script>b", "ab"),
        ("  many \n spaces ", "many spaces"),
        ("x" * 600, "x" * 499 + "…"),
    ],
)
def test_a_title_is_one_line_of_text(markup: str, title: str) -> None:
    assert as_title(markup) == title


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("HTTP://Bread.Example:80/A/?utm_medium=x#top", "http://bread.example/A/"),
        ("https://bread.example:443", "https://bread.example/"),
        ("https://bread.example:8443/a", "https://bread.example:8443/a"),
        ("https://bread.example/?b=2&a=1&mc_cid=3", "https://bread.example/?b=2&a=1"),
        ("https://bread.example/?q=", "https://bread.example/?q="),
        ("https://münchen.example/ä b", "https://xn--mnchen-3ya.example/%C3%A4%20b"),
        ("https://user:word@bread.example/", "https://bread.example/"),
        ("mailto:a@b.example", ""),
        ("ftp://bread.example/", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_spelling(url: str, known_as: str) -> None:
    assert canonical_url(url) == known_as


def test_the_base_may_be_missing() -> None:
    assert absolute("/a") == ""
    assert clean_html('<a href="/a">x</a><a href="https://b.example/">y</a>').count("href") == 1


def feed(entry: Entry) -> Entry:
    return clean(ParsedFeed(format="rss20", link="/", entries=(entry,)), base_url=BASE + "feed.xml").entries[0]


def test_an_entry_is_cleaned_whole() -> None:
    media = (MediaLink("/a.mp3", "audio/mpeg"), MediaLink("javascript:x"), MediaLink("/a.mp3"))
    raw = Entry("g", "<b>Rye</b>", link="/rye?utm_source=f", content_html="<p onclick=x>a</p><p>b</p>", media=media)
    found = feed(raw)
    assert (found.title, found.link) == ("Rye", "https://bread.example/rye")
    assert (found.content_html, found.text) == ("<p>a</p><p>b</p>", "a\n\nb")
    assert [link.url for link in found.media] == ["https://bread.example/a.mp3"]


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    text = "<p>One two three four five six seven eight nine ten eleven twelve thirteen.</p>"
    assert (
        feed(Entry("g", "", summary_html=text)).title
        == "One two three four five six seven eight nine ten eleven twelve…"
    )


def test_an_entry_that_says_nothing_is_called_by_its_address() -> None:
    assert feed(Entry("g", "", link="/rye/")).title == "bread.example/rye"
    assert feed(Entry("urn:1", "")).title == "urn:1"


def test_the_base_that_a_document_names_wins() -> None:
    found = feed(Entry("g", "t", content_html='<img src="a.png">', base_url="https://cdn.example/x/"))
    assert 'src="https://cdn.example/x/a.png"' in found.content_html


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Paid \u202etxt.exe\u202c today", "Paid txt.exe today"),
        ("&#8238;Backwards", "Backwards"),
        ("A \u2066b\u2069 c", "A b c"),
        ("Gar\u200blic cu\u00adres can\u2060cer", "Garlic cures cancer"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\U0001f469\u200d\U0001f680 lands", "\U0001f469\u200d\U0001f680 lands"),
    ],
)
def test_nothing_invisible_deceives_in_a_line_of_text(said: str, shown: str) -> None:
    assert as_title(said) == plain_text(said) == plain_text(cleaned(said)) == shown


def test_letters_that_look_alike_are_told_apart_in_a_host() -> None:
    assert absolute("https://\u0430pple.example/") == "https://xn--pple-43d.example/"
    assert "xn--pple-43d" in cleaned("<a href='https://\u0430pple.example/'>apple</a>")
