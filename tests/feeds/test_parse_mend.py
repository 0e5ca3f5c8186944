import random
from dataclasses import replace

import pytest

from aggregator.bench import kinds
from feeds.parse import parse
from feeds.parse.mend import mend
from feeds.parse.scan import scan
from feeds.parse.xml_feed import read_xml
from tests.feeds.documents import rss


def test_a_bare_sign_between_names_stays_what_it_is() -> None:
    feed = parse(rss("<item><title>R&D at AT&T</title><link>https://a.example/?b=1&c=2</link></item>"))
    assert (feed.entries[0].title, feed.entries[0].link) == ("R&D at AT&T", "https://a.example/?b=1&c=2")
    assert feed.warnings[0].startswith("not well-formed, but readable")


def test_html_that_nobody_escaped_stays_html() -> None:
    html = '<p>Rye & <img src="a.png"> wheat &amp; more<br>'
    assert parse(rss(f"<item><description>{html}</description></item>")).entries[0].summary_html == html


@pytest.mark.parametrize("kept", ["<![CDATA[a & b]]>", "<!-- a & b -->", "&amp;&lt;&#38;&#x26;", "a &amp; b"])
def test_what_is_well_formed_stays(kept: str) -> None:
    assert mend(f"<title>{kept}</title>") == f"<title>{kept}</title>"


def test_only_the_innermost_text_is_taken_for_html() -> None:
    nested = "<description><description>a <b> & c</description></description>"
    assert mend(nested) == nested.replace("a <b> & c", "<![CDATA[a <b> & c]]>")


@pytest.mark.parametrize("opened", ["<!--", "<![CDATA["])
def test_what_nobody_closed_is_looked_through_once(opened: str) -> None:
    document = f"<title>a & b</title>{opened * 3}a & b</rss>"
    assert mend(document) == document.replace("a & b", "a &amp; b", 1)


def test_a_sloppy_document_is_read_as_feedparser_reads_it() -> None:
    made = kinds.document("sloppy", random.Random(5), name="bread", entries=4, paragraphs=5)
    document, _warnings = scan(made.body.decode())
    theirs = read_xml(document, url=made.url, warnings=[])
    assert replace(parse(made.body, url=made.url), warnings=()) == replace(theirs, warnings=())
