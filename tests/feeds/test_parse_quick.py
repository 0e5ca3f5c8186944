"""The quick reader finds what feedparser.parse finds, in every document that it does not leave to it."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.parse.errors import SurpriseError
from feeds.parse.quick import read_quickly
from feeds.parse.xml_feed import read_thoroughly
from tests.feeds.documents import atom, item, rss

URL = "https://bread.example/news/feed"
NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "georss": "http://www.georss.org/georss",
    "psc": "http://podlove.org/simple-chapters",
    "cc": "http://web.resource.org/cc/",
    "x": "urn:nobody-knows",
    "Foo": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xlink": "http://www.w3.org/1999/xlink",
}
ROOTS = (
    ('<rss version="2.0"{0}><channel>', "</channel></rss>", "item"),
    ('<rss version="0.92"{0}><channel>', "</channel></rss>", "item"),
    ('<feed xmlns="http://www.w3.org/2005/Atom"{0}>', "</feed>", "entry"),
    ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://b.example/"{0}>', "</feed>", "entry"),
    ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"{0}>', "</rdf:RDF>", "item"),
    ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"{0}>', "</feed>", "entry"),
    ("<channel{0}>", "</channel>", "item"),
)
TAGS = """
    title link description guid pubDate author category source enclosure comments content summary id updated published
    created image url name email uri width height textInput language ttl cloud managingEditor webMaster generator tags
    date modified issued copyright subtitle body div p svg rights keywords contributor lastBuildDate items abstract
    content:encoded dc:creator dc:date dc:subject dc:title dc:description dc:publisher dc:language dcterms:created
    dcterms:issued dcterms:valid media:content media:group media:thumbnail media:title media:description media:keywords
    media:credit media:rating media:category media:player itunes:author itunes:owner itunes:name itunes:email
    itunes:image itunes:summary itunes:keywords itunes:category itunes:subtitle itunes:explicit atom:link atom:id
    atom:author xhtml:body xhtml:div sy:updatePeriod georss:point psc:chapters psc:chapter cc:license x:any x:title
    Foo:creator rdf:li
"""
ATTRIBUTES = (
    *('type="html"', 'type="xhtml"', 'type="TEXT"', 'type="text/plain"', 'type="application/xml"', 'mode="base64"'),
    *('href="/a?b=1&amp;c=2"', 'url="c.jpg"', 'rel="Enclosure"', 'rel="self"', 'rel="hub"', 'isPermaLink="false"'),
    *('term="Rye"', 'label="Dark"', 'scheme="s"', 'text="News"', 'xml:lang="pt_BR"', 'xml:base="deep/"', 'base="/b/"'),
    *('rdf:about="urn:1"', 'rdf:resource="urn:2"', 'src="d.html"', 'medium="image"', 'lang=""', 'start="00:01:02"'),
    *('domain="e"', 'version="2.0"', 'xlink:href="f"', 'lastmod="2026-11-20"'),
)
DEEPEST = 3
TEXTS = (
    *("", " ", "Rye &amp; wheat", "&lt;p&gt;dark&lt;/p&gt; bread", "<![CDATA[<b>fresh</b> &nbsp; now]]>", "a, b,c"),
    *(
        "https://bread.example/1?a=1&amp;b=2",
        "relative/2",
        "Fri, 20 Nov 2026 12:00:00 GMT",
        "2026-11-20T12:00:00+02:00",
    ),
    *("Ada &lt;ada@bread.example&gt;", "ada@bread.example (Ada)", "Grüße", "GrÃ¼Ãe", "“x”", "yes", "c3VycHJpc2U="),
)


def spelled(names: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in names.items())


def element(rng: random.Random, depth: int) -> str:
    """A tag with attributes, texts and, now and then, tags inside."""
    tag = rng.choice(TAGS.split())
    given = {one.partition("=")[0]: one for one in rng.choices(ATTRIBUTES, k=rng.choice((0, 0, 1, 2)))}
    inside = [
        element(rng, depth + 1) if depth < DEEPEST and rng.random() < 0.25 else rng.choice(TEXTS)
        for _part in range(rng.choice((0, 1, 1, 2, 3)))
    ]
    return f"<{tag} {' '.join(given.values())}>{''.join(inside)}</{tag}>"


def document(rng: random.Random) -> bytes:
    """A document that is well-formed and, beyond that, anything."""
    names = dict(NAMESPACES)
    if rng.random() < 0.2:  # a publisher who calls things by other names
        one, other = rng.choice(list(names)), rng.choice(list(names))
        names[one] = rng.choice((names[other], "urn:else"))
    opening, closing, entry = rng.choice(ROOTS)
    parts = []
    for _part in range(rng.randint(0, 6)):
        inside = [element(rng, 0) for _one in range(rng.randint(0, 8))]
        parts.append(rng.choice((f"<{entry}>{''.join(inside)}</{entry}>", element(rng, 0))))
    return (opening.format(spelled(names)) + "".join(parts) + closing).encode()


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(dict.__getitem__(value, key)) for key in value}
    return [plain(part) for part in value] if isinstance(value, list) else value


def compare(document: bytes) -> None:
    thorough = read_thoroughly(document, url=URL)
    quick = read_quickly(document, url=URL)
    assert not thorough["bozo"]
    assert quick["version"] == thorough["version"]
    assert plain(quick["feed"]) == plain(thorough["feed"])
    assert plain(quick["entries"]) == plain(thorough["entries"])


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_both_readers_find_the_same(seed: int) -> None:
    made = document(random.Random(seed))
    try:
        read_quickly(made, url=URL)
    except Exception:  # noqa: BLE001 -- whatever it is, such a document is read thoroughly
        return
    compare(made)


@pytest.mark.parametrize(
    "document",
    [
        rss(item(html="<p>Dark.</p>", more="<guid>1</guid><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate>")),
        atom('<entry><id>1</id><title type="html">a &lt;b&gt;</title><link href="/1"/><content>text</content></entry>'),
        atom('<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry>'),
        rss("<image><url>/a.png</url><title>Picture</title><link>/</link></image>", item("after the picture")),
    ],
)
def test_an_ordinary_document_is_no_surprise(document: bytes) -> None:
    compare(document)


@pytest.mark.parametrize(
    "document", [rss(item("a & b")), rss(item())[:-9], rss(item("<x:y/>")), b"", b"<rss>\xff</rss>"]
)
def test_what_is_not_well_formed_is_left_to_feedparser(document: bytes) -> None:
    with pytest.raises(SurpriseError):
        read_quickly(document, url=URL)
