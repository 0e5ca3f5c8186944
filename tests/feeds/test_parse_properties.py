"""Whatever bytes arrive: a feed that can be stored, or a sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.parse import NotAFeedError, parse
from feeds.parse.identity import MAX_ENTRIES
from feeds.types import ParsedFeed

PARTS = [
    b"<rss version='2.0'>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<guid>", b"</guid>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"</entry>", b"<link href='", b"'/>", b"<![CDATA[",
    b"]]>", b"<pubDate>", b"2026-13-45T99:99:99+99:99", b"</pubDate>", b"&#xD800;", b"&#0;", b"&nbsp;", b"&", b"<!--",
    b"-->", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"]>", b"<?xml version='1.0' encoding='utf-16'?>", b"\xff\xfe",
    b"\xef\xbb\xbf", b'{"version":"https://jsonfeed.org/version/1.1","items":[', b'{"id":"', b'"},', b"]}",
    b"\\ud800", b"\x00", b"\xc3(", b"<content type='html'>", b"</content>", b"xml:base='http://['", b"<dc:date>",
    b"<enclosure url='", b"<itunes:image/>",
]  # fmt: skip
documents = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(st.sampled_from(PARTS), st.binary(max_size=6)), max_size=30).map(b"".join),
)


def texts(feed: ParsedFeed) -> list[str]:
    found = [feed.title, feed.link, feed.language, *feed.warnings]
    for entry in feed.entries:
        found += [entry.guid, entry.title, entry.link, entry.author, entry.summary_html, entry.content_html]
        found += [*entry.categories, *(link.url for link in entry.media)]
    return found


@settings(max_examples=400, deadline=None)
@given(documents, st.sampled_from(["", "text/xml; charset=koi8-r", "application/json", "charset=\udcff"]))
def test_any_bytes_are_a_feed_or_a_sentence(document: bytes, content_type: str) -> None:
    try:
        feed = parse(document, url="https://bread.example/feed", content_type=content_type)
    except NotAFeedError:
        return
    for text in texts(feed):
        text.encode()
        assert "\0" not in text
    guids = [entry.guid for entry in feed.entries]
    assert len(guids) == len(set(guids)) <= MAX_ENTRIES
    assert all(0 < len(guid) <= 500 for guid in guids)
    assert all(
        moment is None or 1990 <= moment.year < 2100 for entry in feed.entries for moment in [entry.published_at]
    )
