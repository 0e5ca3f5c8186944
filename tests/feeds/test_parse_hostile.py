"""Documents that blow parsers up: refused at once, or cut, or ended by the child's limits."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from feeds.limited import Limits
from feeds.parse import NotAFeedError, TooCostlyError, parse
from feeds.reading import parse_limited, read
from tests.feeds.documents import atom, item, rss
from tests.make import NOW

BIG = "x" * 30_000
MANY = "&a;" * 50_000
BOMB = f'<!DOCTYPE rss [\n<!ENTITY a "{BIG}">\n]>\n<rss version="2.0"><channel><title>{MANY}</title></channel></rss>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


opened: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        opened.append(f"{event} {arguments[0]}")


sys.addaudithook(note)  # every file and socket that this process opens, until it ends


def least_cpu_s(work: Callable[[], None], *, times: int = 3) -> float:
    """Seconds of the processor that some work takes where nothing disturbs it."""
    spent = []
    for _time in range(times):
        began = time.thread_time()
        work()
        spent.append(time.thread_time() - began)
    return min(spent)


@pytest.mark.parametrize(
    "document",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        BOMB.encode("utf-16-le"),
        b"&bad;\n" + BOMB.encode(),
        b"<!--" + b" " * 1_000_000 + b"-->" + BOMB.encode(),
        BOMB.replace("ENTITY", "entity").encode(),
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]><rss><channel><title>&a9;</title></channel></rss>'.encode(),
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><rss><channel/></rss>',
    ],
)
def test_entities_of_ones_own_are_refused_at_once(document: bytes) -> None:
    def refuse() -> None:
        with pytest.raises(NotAFeedError, match="entities"):
            parse(document)

    opened.clear()
    assert least_cpu_s(refuse) < 0.1
    assert opened == []


@pytest.mark.parametrize(
    "document",
    [
        BOMB.replace("<!DOCTYPE rss [", '<!DOCTYPE rss SYSTEM "<!--" [').replace(BIG, BIG + "-->").encode(),
        (f'<!--\n<!ENTITY a "{BIG}">\n--><!DOCTYPE rss []>' + BOMB.partition("]>")[2]).encode(),
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + rss(item()),
    ],
)
def test_a_hidden_declaration_never_reaches_the_parser(document: bytes) -> None:
    feed = parse(document)
    assert len(feed.title) <= 2_000
    assert "root:" not in feed.title


def test_the_word_entity_in_an_article_hurts_nobody() -> None:
    quoted = "<content type='html'><![CDATA[<pre><!ENTITY a 'b'></pre>]]></content>"
    assert parse(atom(f"<entry><id>1</id>{quoted}</entry>")).entries[0].content_html == "<pre><!ENTITY a 'b'></pre>"


@pytest.mark.parametrize(
    "document",
    [
        rss("<item><x " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/></item>"),
        rss("<item>" + "<a>" * 200_000 + "</item>"),
        rss(*(f"<item><guid>{n}</guid><title>{n}</title></item>" for n in range(50_000))),
        rss(item(html="<p>word</p>" * 400_000)),
        rss(item(html="<b><i>" * 500_000)),
    ],
)
def test_what_is_endless_costs_less_than_five_seconds(document: bytes) -> None:
    def work() -> None:
        with suppress(NotAFeedError):
            assert len(read(document, url="https://a.example/", now=NOW).entries) <= 500

    assert least_cpu_s(work, times=1) < 5


def test_a_tag_with_ten_thousand_attributes_is_refused() -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(10_000))
    with pytest.raises(NotAFeedError, match="attributes"):
        parse(rss(f"<item><x {attributes}/></item>"))


def test_endless_depth_is_refused() -> None:
    with pytest.raises(NotAFeedError, match="inside each other"):
        parse(rss(item("<b>" * 200_000)))


def test_endless_json_is_refused() -> None:
    with pytest.raises(NotAFeedError):
        parse(b"[" * 1_000_000)


def test_fifty_thousand_items_are_cut() -> None:
    feed = parse(rss(*(f"<item><guid>{n}</guid><title>{n}</title></item>" for n in range(50_000))))
    assert len(feed.entries) == 500
    assert feed.warnings[0] == "only the first 5000 entries were read"


def test_a_description_of_megabytes_is_cut() -> None:
    feed = parse(rss(item(html="<p>x</p>" * 150_000)))
    assert len(feed.entries[0].summary_html) == 500_000


def test_the_child_says_the_same_as_the_parser() -> None:
    entry = '<entry xml:base="https://b.example/"><id>1</id><link rel="enclosure" href="/a.mp3" type="audio/mpeg"/>'
    document = atom(entry + "<published>2026-11-20T12:00:00Z</published><content>Grüße</content></entry>")
    assert parse_limited(document, url="https://a.example/") == parse(document, url="https://a.example/")


def test_the_child_hands_the_sentence_back() -> None:
    with pytest.raises(NotAFeedError, match="HTML page"):
        parse_limited(b"<html></html>")


def test_a_document_that_takes_too_long_is_given_up() -> None:
    costly = rss("<item>" + "<a>x</a>" * 1_000_000 + "</item>")
    with pytest.raises(TooCostlyError, match=r"longer than 0\.3 seconds"):
        parse_limited(costly, limits=Limits(seconds=0.3))
    assert parse_limited(rss(item())).entries


def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    costly = rss(*(item(str(n), html="<p>word</p>" * 3000) for n in range(200)))
    with pytest.raises(TooCostlyError, match="memory"):
        parse_limited(costly, limits=Limits(memory_bytes=120_000_000))
    assert parse_limited(rss(item())).entries
