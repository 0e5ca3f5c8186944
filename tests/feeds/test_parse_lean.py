"""The lean reader finds what feedparser finds, in every document that it does not leave to it."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from feedparser.api import StrictFeedParser
from feedparser.datetimes import _parse_date
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.bench import kinds
from feeds.parse import NotAFeedError
from feeds.parse.dates import from_struct, of_publisher
from feeds.parse.errors import SurpriseError
from feeds.parse.lean.ignored import MEANINGFUL
from feeds.parse.scan import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ITEMS, whole
from feeds.parse.xml_feed import read_well_formed, read_xml
from feeds.types import ParsedFeed
from tests.feeds.documents import atom, item, rss
from tests.feeds.strange import document, ordinary

URL = "https://bread.example/news/feed"


def result(read: Callable[[], ParsedFeed]) -> ParsedFeed | str:
    try:
        return read()
    except NotAFeedError as error:
        return str(error)


def compare(document: bytes) -> None:
    """Raises SurpriseError where the lean reader leaves the document to feedparser."""
    text = document.decode()
    lean = result(lambda: read_well_formed(text, url=URL))
    assert lean == result(lambda: read_xml(text, url=URL, warnings=[]))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_both_readers_find_the_same_in_anything(seed: int) -> None:
    with suppress(SurpriseError):
        compare(document(random.Random(seed)))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_both_readers_find_the_same_in_ordinary_documents(seed: int) -> None:
    with suppress(SurpriseError):
        compare(ordinary(random.Random(seed)))


@pytest.mark.parametrize("kind", sorted(kinds.KINDS.keys() - {"sloppy"}))
def test_no_ordinary_kind_of_document_is_a_surprise(kind: str) -> None:
    made = kinds.document(kind, random.Random(5), name="bread", entries=4, paragraphs=3)
    compare(made.body.partition(b"?>")[2].strip() if made.body.startswith(b"<?") else made.body)


@pytest.mark.parametrize(
    "document",
    [
        rss(item(html="<p>Dark.</p>", more="<guid>1</guid><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate>")),
        atom('<entry><id>1</id><title type="html">a &lt;b&gt;</title><link href="/1"/><content>text</content></entry>'),
        atom('<entry><content type="html" xml:base="https://c.example/d/">a</content></entry>'),
        rss("<image><url>/a.png</url><title>Picture</title><link>/</link></image>", item("after the picture")),
        rss(item(more="<author>Ada</author><author><uri>b</uri></author>"), more="<author><name>Max</name></author>"),
        rss(item(more="<source url='/b'>Elsewhere</source><title>Mine</title>")),
        rss(item(more="<description>Rye &amp; <p title='a&quot;'>not <br/> escaped</p></description>")),
        atom(
            '<entry><content type="xhtml"> <div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry>'
        ),
        rss(item(more='<author>ada@b.org (Ada)</author><x:creator xmlns:x="urn:x">Eve</x:creator>')),
    ],
)
def test_an_ordinary_document_is_no_surprise(document: bytes) -> None:
    compare(document.removeprefix(b'<?xml version="1.0"?>'))


DEEP = "<x>" * (MAX_DEPTH + 2) + "</x>" * (MAX_DEPTH + 2)
WIDE = "<x " + " ".join(f'a{number}="1"' for number in range(MAX_ATTRIBUTES + 1)) + "/>"


@pytest.mark.parametrize(
    "document",
    [
        *(rss(item("a & b")), rss(item())[:-9], rss(item("<x:y/>")), b""),
        *(rss(item(more=DEEP)), rss(item(more=WIDE)), rss(item() * (MAX_ITEMS + 1))),
        rss(item(more="<description>a <div>b</div></description>")),
        rss(item(more="<description><p>a <title>b</title></p></description>")),
        atom('<entry><content type="xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></content></entry>'),
        atom('<entry><content type="xhtml"><p xml:lang="de">a</p></content></entry>'),
        atom(more='<link xml:base="/b/" href="c"/>'),
    ],
)
def test_what_is_not_ordinary_is_left_to_feedparser(document: bytes) -> None:
    with pytest.raises(SurpriseError):
        read_well_formed(document.removeprefix(b'<?xml version="1.0"?>').decode(), url=URL)


def test_no_name_that_means_something_to_feedparser_is_left_out_unseen() -> None:
    handled = {name.split("_", 2)[2].lower() for name in dir(StrictFeedParser) if name.startswith(("_start_", "_end_"))}
    assert handled <= MEANINGFUL


def date(rng: random.Random) -> str:
    day, month = rng.randint(0, 32), rng.choice(["Jan", "Feb", "Nov", "Dec", "Okt", "11", "13"])
    clock = rng.choice(("12:00:00", "08:30", "23:59:60", "24:00:00", "7:05:09", "12:00:00.75"))
    zone = rng.choice(("", "Z", "GMT", "UT", "EST", "+0130", "-01:30", "+0000", "+9900", "-0030", "+00:75"))
    if rng.random() < 0.5:
        return (
            f"{rng.choice(('Fri, ', '', 'Freitag, '))}{day} {month} {rng.choice((2026, 26, 1, '0026'))} {clock} {zone}"
        )
    return f"{rng.choice((2026, '0026', 26))}-{rng.randint(0, 13):02}-{day:02}{rng.choice('T ')}{clock}{zone}"


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 2**32))
def test_a_date_is_read_as_feedparser_reads_it(seed: int) -> None:
    said = date(random.Random(seed))
    assert from_struct(of_publisher(said)) == from_struct(_parse_date(said))


def test_what_a_cache_writes_after_the_end_changes_nothing() -> None:
    assert whole("<rss><channel/></rss>\n<!-- a --><!-- b -->\n") == "<rss><channel/></rss>"
