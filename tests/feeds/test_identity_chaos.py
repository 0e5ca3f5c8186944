"""N pieces in, N articles out: whatever publishers do to guids, links and dates, in any order, fetched often."""

import random
from datetime import timedelta

import pytest

from feeds.ingest import save
from feeds.models import Article, Feed
from feeds.reading import read
from feeds.types import Document
from tests import make
from tests.feeds.documents import item, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db
PIECES = 6
FETCHES = 6
SUBJECTS = ("rye fields", "harbour cranes", "school meals", "tram tickets", "night frost", "choir rehearsals")

# What publishers write, by the piece (0 to 5), its place in the document, and the fetch.
GUIDS: dict[str, str] = {
    "stable": "tag:bread.example,2026:{piece}",
    "missing": "",
    "a clock": "{fetch}{place:03}",
    "the place in the document": "{place}",
    "the same for all": "bread",
    "swapped": "entry-{next}",
    "a counter behind the address": "https://bread.example/{piece}#{fetch}",
    "longer than its column": "x" * 600 + "{piece}",
    "NUL and half a surrogate": "a&#0;b&#xD800;{piece}",
    "now and then": "{now_and_then}",
}
LINKS: dict[str, str] = {
    "stable": "https://bread.example/{piece}",
    "http and https": "http{s}://bread.example/{piece}",
    "with and without www": "https://{www}bread.example/{piece}",
    "tracked": "https://bread.example/{piece}?utm_source=rss&amp;utm_id={fetch}#top",
    "the front page": "https://bread.example/",
    "the same for all": "https://bread.example/show",
    "missing": "",
}
DATES: dict[str, str] = {
    "stable": "Thu, 19 Nov 2026 08:0{piece}:07 GMT",
    "missing": "",
    "the epoch": "Thu, 01 Jan 1970 00:00:00 GMT",
    "the year 9999": "Fri, 31 Dec 9999 23:59:59 GMT",
    "no such day": "Sat, 31 Feb 2026 10:00:00 GMT",
    "without a zone": "2026-11-19T08:0{piece}:07",
    "days ahead": "Wed, 25 Nov 2026 08:00:00 GMT",
    "edited backwards": "Thu, {earlier} Nov 2026 08:0{piece}:07 GMT",
    "that of the day": "Thu, 19 Nov 2026 00:00:00 GMT",
}


def text(piece: int) -> str:
    """Words of their own for each piece, long enough to be known again where nothing else can be."""
    return f"<p>{f'Everybody in town has heard of the {SUBJECTS[piece]} by now. ' * 6}</p>"


def written(form: str, piece: int, place: int, fetch: int) -> str:
    odd = fetch % 2
    return form.format(
        piece=piece,
        place=place,
        fetch=fetch,
        next=(piece + fetch) % PIECES,
        earlier=19 - fetch,
        s="s" * odd,
        www="www." * odd,
        now_and_then=f"entry-{piece}" * odd,
    )


def document(pieces: list[int], fetch: int, *, guid: str, link: str, date: str) -> bytes:
    return rss(
        *(
            item(
                f"On {SUBJECTS[piece]}",
                link=written(link, piece, place, fetch),
                html=text(piece),
                more=f"<guid isPermaLink='false'>{written(guid, piece, place, fetch)}</guid>"
                f"<pubDate>{written(date, piece, place, fetch)}</pubDate>",
            )
            for place, piece in enumerate(pieces)
        )
    )


def bring(feed: Feed, body: bytes, fetch: int) -> None:
    now = NOW + timedelta(hours=fetch)
    parsed = read(body, now=now, url="https://bread.example/feed.xml")
    save([Document(feed.pk, parsed, now)], feeds={feed.pk: feed})


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("guid", GUIDS)
def test_every_piece_is_one_article_whatever_its_guid_link_and_date(guid: str, link: str) -> None:
    rng = random.Random(f"{guid} {link}")
    feed, date = make.feed(), rng.choice(list(DATES))
    seen: set[int] = set()
    for fetch in range(1, FETCHES + 1):
        # Two at first: one entry after another with one guid at one address is a page that is rewritten.
        pieces = rng.sample(range(PIECES), rng.randint(2 if fetch == 1 else 1, PIECES))
        seen |= set(pieces)
        body = document(pieces, fetch, guid=GUIDS[guid], link=LINKS[link], date=DATES[date])
        for _again in range(2):
            bring(feed, body, fetch)
        titles = sorted(Article.objects.values_list("title", flat=True))
        assert titles == sorted(f"On {SUBJECTS[piece]}" for piece in seen), f"date: {date}, fetch {fetch}: {pieces}"


@pytest.mark.parametrize("date", DATES)
def test_every_piece_is_dated_within_reason(date: str) -> None:
    feed = make.feed()
    body = document(list(range(PIECES)), 1, guid=GUIDS["stable"], link=LINKS["stable"], date=DATES[date])
    bring(feed, body, 1)
    moments = Article.objects.values_list("published_at", flat=True)
    assert len(moments) == PIECES
    for at in moments:
        assert NOW - timedelta(days=4) < at <= NOW + timedelta(hours=1)


@pytest.mark.parametrize("link", ["stable", "http and https", "with and without www", "tracked"])
def test_two_feeds_that_bring_the_same_pages_make_one_article_of_each(link: str) -> None:
    rng = random.Random(link)
    feeds = [make.feed(), make.feed()]
    for fetch in range(1, FETCHES + 1):
        for feed, guid in zip(feeds, ("stable", "a clock"), strict=True):
            pieces = rng.sample(range(PIECES), PIECES - 1)
            bring(feed, document(pieces, fetch, guid=GUIDS[guid], link=LINKS[link], date=DATES["missing"]), fetch)
    assert Article.objects.count() == PIECES
    assert [feed.sightings.count() for feed in feeds] == [PIECES, PIECES]
