"""Hundreds of ways to run a script from inside a feed, in a real Chromium: none runs, and none asks for anything."""

import random
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Error, Page, Route
from pytest_django import Settings

from feeds.clean import clean_html
from feeds.crawl import crawl
from feeds.models import Article
from tests import make
from tests.feeds.payloads import payloads
from tests.feeds.publisher import answer, by_path, publishing

BARE = "http://bare.example/"  # a page without a policy, played by the test
AT_ONCE = 60
# Every payload in a frame of its own, so that none can swallow its neighbours.
FRAMES = """(bodies) => Promise.all(bodies.map((body, number) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = () => done();
    frame.srcdoc = `<script>window.ran = () => top.ran(${number})</script>` + body;
    document.body.append(frame);
    setTimeout(done, 1000);
})))"""
# As a reader who touches everything.
TOUCH = """() => {
    const documents = [document, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument)];
    for (const within of documents.filter(Boolean)) {
        for (const it of within.querySelectorAll(within === document ? ".prose *, .card h2 *" : "body *")) {
            if (it.matches(".play, .card a")) continue;  // ours, and they lead away
            for (const kind of ["pointerenter", "mouseover", "focus", "focusin", "click"]) {
                it.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, view: within.defaultView }));
            }
        }
    }
}"""


def batches(values: Sequence[str]) -> Iterator[list[str]]:
    left = iter(values)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


class Watch:
    """What a page did that a text must not make it do."""

    def __init__(self, page: Page, ours: str) -> None:
        self.ran: list[int] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page, self.ours = page, ours
        page.set_default_timeout(30_000)
        page.expose_function("ran", lambda number=-3: self.ran.append(number))
        page.add_init_script("window.alert = window.confirm = window.prompt = () => window.ran(-1)")
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.context.route("**/*", self._answer)

    def open(self, address: str) -> None:
        """The page of this address; once more when what a click on the page before began has cut it short."""
        try:
            self.page.goto(address)
        except Error as error:
            if "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(address)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if url == BARE:
            route.fulfill(content_type="text/html", body="<!doctype html><title>Bare</title><body>")
        elif self.ours and url.startswith(self.ours):
            route.continue_()
        else:
            self.asked.append(url)
            route.abort()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """A page that is watched, without a site."""
    context = browser.new_context()
    yield Watch(context.new_page(), "")
    context.close()


def run_bare(watch: Watch, fragments: Sequence[str]) -> set[int]:
    """Which of these run in a page without any policy, touched everywhere."""
    ran: set[int] = set()
    for start, batch in enumerate(batches(fragments)):
        watch.ran.clear()
        watch.page.goto(BARE)
        watch.page.evaluate(FRAMES, batch)
        watch.page.evaluate(TOUCH)
        watch.page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
        ran |= {start * AT_ONCE + number for number in watch.ran}
    return ran


def test_the_payloads_are_real(watch: Watch) -> None:
    assert len(run_bare(watch, payloads()[:120])) > 40  # else the tests below would prove nothing


def test_what_was_cleaned_runs_nothing_even_without_a_policy(watch: Watch) -> None:
    cleaned = [clean_html(payload, base_url="https://harbour.example/") for payload in payloads()]
    assert not {fragment for fragment in cleaned if "javascript:" in fragment and "href" in fragment}
    assert run_bare(watch, sorted(set(cleaned))) == set()
    assert {url for url in watch.asked if "evil.example" not in url} == set()  # pictures are the pages' to replace


@pytest.fixture
def hostile(db: None, transactional_db: None, settings: Settings, tmp_path: Path) -> list[Article]:
    """Articles of two feeds that say nothing but payloads, in every field, through the whole journey."""
    settings.FETCH_ALLOW, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path
    found = payloads()
    halves = {"/a": found[: len(found) // 2], "/b": found[len(found) // 2 :]}
    sent = {path: answer(body=document(part), Content_Type="text/xml") for path, part in halves.items()}
    with publishing(by_path(sent)) as publisher:
        ids = [make.feed(url=publisher.url + path, title="").pk for path in halves]
        crawl(ids, now=timezone.now(), rng=random.Random(1))
    Article.objects.update(visibility=Article.Visibility.ALLOW)
    return list(Article.objects.order_by("pk"))


def document(parts: Sequence[str]) -> bytes:
    """A feed whose publisher escapes what it is given, once."""
    items = "".join(
        f"<item><guid>{number}</guid><title>{said}</title><description>{said}</description><author>{said}</author>"
        f"<content:encoded>{said}&lt;img src='/x.gif' alt='{escape(said)}'&gt;</content:encoded>"
        f"<category>{said}</category><enclosure url='{said}' type='image/gif'/><link>{said}</link></item>"
        for number, part in enumerate(parts)
        for said in [escape("".join(char for char in part if char >= " " or char in "\n\t"))]
    )
    head = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    return f"{head}<title>{escape(parts[0])}</title>{items}</channel></rss>".encode("utf-8", "replace")


def test_no_page_of_a_hostile_feed_runs_anything_or_asks_anybody(
    hostile: list[Article], browser: Browser, live_server: Any, client: Client
) -> None:
    assert len(hostile) > 500
    context = browser.new_context(base_url=live_server.url)
    watch = Watch(context.new_page(), live_server.url)
    feeds = {article.feed_id for article in hostile}
    pages = [f"/feeds/{feed}/?page={number}" for feed in feeds for number in range(4)]
    for at in [*pages, "/", "/search/?q=ran", *(together(batch) for batch in chunks(hostile))]:
        watch.open(at)
        watch.page.evaluate(TOUCH)
    context.close()
    assert (watch.ran, watch.asked, watch.complaints) == ([], [], [])
    published = ET.fromstring(client.get("/feed.xml").content)
    assert not [part for part in published.iter() if "script" in part.tag or "html" in part.tag]


def chunks(articles: Sequence[Article]) -> Iterator[list[Article]]:
    left = iter(articles)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def together(articles: Sequence[Article]) -> str:
    """The address of one article that says what all of these say: each of their texts is whole HTML."""
    first = articles[0]
    first.html = "".join(article.html for article in articles)
    first.save(update_fields=["html"])
    return first.get_absolute_url()
