from datetime import UTC, datetime

import pytest

from feeds.parse import NotAFeedError
from feeds.reading import clean_limited, cleaned, read, read_limited, wire
from tests.feeds.documents import atom, item, rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GERMAN = "Der Stadtrat hat am Freitag beschlossen, die alte Brücke am Markt zu erneuern."


def test_a_child_reads_as_we_do() -> None:
    entry = '<entry><id>1</id><link href="/a?utm_source=x#top"/><updated>2026-11-20T12:00:00Z</updated>'
    document = atom(entry + f"<content type='html'>&lt;p onclick='x'&gt;{GERMAN}&lt;/p&gt;</content></entry>")
    found = read_limited(document, url="https://bread.example/feed", now=NOW)
    assert found == read(document, url="https://bread.example/feed", now=NOW)
    assert found.entries[0].link == "https://bread.example/a"
    assert found.entries[0].content_html == f"<p>{GERMAN}</p>"
    assert found.entries[0].language == "de"


def test_an_entry_of_the_future_is_brought_back() -> None:
    later = item(more="<pubDate>Fri, 20 Nov 2099 12:00:00 GMT</pubDate>")
    assert cleaned(rss(later)).entries[0].published_at != read(rss(later), now=NOW).entries[0].published_at


def test_cleaning_alone_leaves_dates_alone() -> None:
    assert cleaned(rss(item())) == clean_limited(rss(item()))
    assert cleaned(rss(item())).entries[0].published_at is None


def test_the_language_of_a_feed_is_that_of_its_entries() -> None:
    assert read(rss(item(), more="<language>en_GB</language>"), now=NOW).entries[0].language == "en-gb"


def test_a_feed_in_two_languages_has_entries_in_two() -> None:
    english = "The council of the town has decided on Friday to renew the old bridge at the market."
    texts = [english, english, GERMAN, english]
    items = [item(f"Number {n}", link=f"https://bread.example/{n}", html=text * 9) for n, text in enumerate(texts)]
    assert [entry.language for entry in read(rss(*items), now=NOW).entries] == ["en", "en", "de", "en"]


def test_what_is_no_feed_is_told_so() -> None:
    with pytest.raises(NotAFeedError, match="HTML page"):
        read_limited(b"<html></html>", now=NOW)


@pytest.mark.parametrize("sent", [b"", b"[]", b"\x80", b"\x81\xa6format\x01", b"\xff" * 9])
def test_what_a_child_sends_instead_of_a_feed_is_refused(sent: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- its words are the library's
        wire.load(sent)
