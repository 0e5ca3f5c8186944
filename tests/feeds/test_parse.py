import json
from datetime import UTC, datetime

import pytest

from feeds.parse import NotAFeedError, parse
from feeds.types import MediaLink
from tests.feeds.documents import atom, item, rss

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old bread</title></channel>
 <item rdf:about="https://bread.example/1"><title>One</title><link>https://bread.example/1</link>
 <dc:date>2026-11-20T12:00:00+02:00</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Bread & butter",
    "home_page_url": "https://bread.example/",
    "language": "en",
    "authors": [{"name": "Ada"}],
    "items": [
        {
            "id": 7,
            "title": "5 < 6",
            "url": "https://bread.example/7",
            "content_text": "Flour.\n\nWater & salt.",
            "date_published": "2026-11-20T12:00:00Z",
            "tags": ["rye", "rye", 3],
            "attachments": [{"url": "https://bread.example/a.mp3", "mime_type": "audio/mpeg"}],
            "image": "https://bread.example/a.jpg",
        }
    ],
}


def test_hours_and_days_without_visits_are_read() -> None:
    more = "<skipHours><hour>24</hour><hour> 3 </hour><hour>99</hour></skipHours>"
    more += "<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>"
    feed = parse(rss(item(), more=more))
    assert (feed.skip_hours, feed.skip_days) == ((0, 3), (5, 6))


@pytest.mark.parametrize(
    ("more", "minutes"),
    [
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 1440),
        ("<ttl>often</ttl>", None),
    ],
)
def test_the_syndication_module_says_how_often(more: str, minutes: int | None) -> None:
    document = rss(item(), more=more).replace(
        b"<rss ", b'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    )
    assert parse(document).ttl_minutes == minutes


def test_rss_is_read() -> None:
    more = "<guid>g1</guid><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate><author>a@b.example (Ada)</author>"
    more += "<category>Rye</category><enclosure url='https://bread.example/a.mp3' type='audio/mpeg'/>"
    feed = parse(rss(item(more=more, html="<p>Dark.</p>"), more="<language>en</language><ttl>90</ttl>"))
    entry = feed.entries[0]
    assert (feed.format, feed.title, feed.link, feed.language) == (
        "rss20",
        "The Daily Bread",
        "https://bread.example/",
        "en",
    )
    assert feed.ttl_minutes == 90
    assert (entry.guid, entry.title, entry.link) == ("g1", "Rye is back", "https://bread.example/rye")
    assert entry.published_at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert (entry.author, entry.summary_html, entry.categories) == ("Ada", "<p>Dark.</p>", ("Rye",))
    assert entry.media == (MediaLink("https://bread.example/a.mp3", "audio/mpeg"),)


def test_atom_is_read() -> None:
    entry = """<entry><id>urn:1</id><title type="text">Use &lt;b&gt; well</title><link href="/1"/>
    <published>2026-11-20T12:00:00+01:00</published><updated>2026-11-21T12:00:00Z</updated>
    <author><name>Ada</name></author><summary>short</summary>
    <content type="html">&lt;p&gt;long&lt;/p&gt;</content></entry>"""
    feed = parse(atom(entry), url="https://bread.example/feed")
    found = feed.entries[0]
    assert (feed.format, found.guid, found.link) == ("atom10", "urn:1", "https://bread.example/1")
    assert found.title == "Use &lt;b&gt; well"
    assert found.published_at == datetime(2026, 11, 20, 11, tzinfo=UTC)
    assert found.updated_at == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert (found.author, found.summary_html, found.content_html) == ("Ada", "short", "<p>long</p>")


def test_rdf_is_read_and_its_date_is_the_day_of_publishing() -> None:
    feed = parse(RDF)
    assert (feed.format, feed.entries[0].link) == ("rss10", "https://bread.example/1")
    assert feed.entries[0].published_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_json_feed_is_read() -> None:
    feed = parse(json.dumps(JSON).encode())
    entry = feed.entries[0]
    assert (feed.format, feed.title, feed.link) == ("json11", "Bread &amp; butter", "https://bread.example/")
    assert (entry.guid, entry.title, entry.author) == ("7", "5 &lt; 6", "Ada")
    assert entry.content_html == "<p>Flour.</p><p>Water &amp; salt.</p>"
    assert entry.categories == ("rye",)
    assert [media.type for media in entry.media] == ["audio/mpeg", "image"]


def test_json_feed_with_values_of_the_wrong_kind_is_read_as_far_as_it_goes() -> None:
    wrong = {
        "version": "https://jsonfeed.org/version/1",
        "title": [],
        "items": [3, {"id": "a", "title": {}, "tags": "x"}],
    }
    feed = parse(json.dumps(wrong).encode())
    assert (feed.format, feed.title, [entry.guid for entry in feed.entries]) == ("json10", "", ["a"])


@pytest.mark.parametrize("document", [rss(), atom(), b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'])
def test_a_feed_without_entries_is_a_feed_with_a_warning(document: bytes) -> None:
    assert parse(document).warnings == ("the feed has no entries",)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "HTML page"),
        (b"<p>Hello</p>", "HTML page"),
        (b"Hello", "plain text"),
        (b"<note><to>Ada</to></note>", "its root is <note>"),
        (b"<opml version='2.0'><body/></opml>", "list of feeds"),
        (b"<urlset></urlset>", "sitemap"),
        (b'{"a": 1}', "JSON but no feed"),
        (b"[1]", "JSON but no feed"),
        (b'{"a": ', "cannot be read as JSON"),
    ],
)
def test_what_is_no_feed_is_told_what_it_is(document: bytes, words: str) -> None:
    with pytest.raises(NotAFeedError, match=words):
        parse(document)


def test_a_feed_that_a_tool_wrapped_in_a_page_is_read() -> None:
    document = b"<!DOCTYPE html><html><body>" + atom("<entry><id>1</id><title>a</title></entry>") + b"</body></html>"
    assert parse(document).entries[0].guid == "1"


def test_junk_around_a_feed_does_not_hurt() -> None:
    document = b"<br/><b>Warning</b>: cache\n" + rss(item()) + b"<!-- cached --><script>x</script>"
    assert parse(document).warnings == ()


def test_names_of_html_need_no_declaration() -> None:
    feed = parse(rss(item("Caf&eacute;&nbsp;&amp; bar &copy;")))
    assert (feed.entries[0].title, feed.warnings) == ("Café & bar ©", ())


def test_a_truncated_feed_gives_what_is_there() -> None:
    feed = parse(rss(item("One"), item("Two", link="https://bread.example/2"))[:-40])
    assert feed.entries[0].title == "One"
    assert "not well-formed" in feed.warnings[0]


def test_the_base_of_an_entry_is_kept() -> None:
    content = '<content type="html">&lt;img src="a.png"&gt;</content>'
    entry = f'<entry xml:base="https://other.example/x/"><id>1</id>{content}</entry>'
    assert parse(atom(entry), url="https://bread.example/feed").entries[0].base_url == "https://other.example/x/"


def test_a_text_content_is_shown_as_written() -> None:
    entry = '<entry><id>1</id><content type="text">a &lt;b&gt; c</content></entry>'
    assert parse(atom(entry)).entries[0].content_html == "a &lt;b&gt; c"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Fri, 20 Nov 2026 12:00:00", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 12:00:00 -0500", datetime(2026, 11, 20, 17, tzinfo=UTC)),
        ("2026-11-20T12:00:00", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("20 Nov 26 12:00 GMT", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("9999-12-31T23:59:59Z", None),
        ("2026-11-20T12:00:00+99:99", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_utc_or_none(date: str, moment: datetime | None) -> None:
    feed = parse(rss(item(more=f"<pubDate>{date}</pubDate>")))
    assert feed.entries[0].published_at == moment
