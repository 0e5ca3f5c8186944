"""One article travels from a publisher's feed to a reader's page, and a click travels back; a false cure does not."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from statistics import mean
from threading import Thread

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.accounts.models import User
from aggregator.demo.articles import publishers
from aggregator.demo.documents import tag_of
from aggregator.demo.newsroom import Newsroom, server
from feeds.crawl import crawl
from feeds.models import Article
from feeds.subscribe import subscribe
from feeds.understand import understand
from moderation import decide, queue
from moderation.assess import assess_many
from moderation.models import Decision, ReviewItem
from ranking.events import record
from ranking.models import Event, Impression
from ranking.recommend import recommend
from ranking.slate import cards
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
Crawl = Callable[..., None]
CURE = "garlic-honey-cures-cancer"


def work_off() -> None:
    """What the workers do with what is due."""
    now = timezone.now()
    for step, work in (("embed", understand), ("assess", assess_many)):
        work(
            Article.objects.claim_due(step, now + timedelta(seconds=1), lease=timedelta(minutes=9), limit=200), now=now
        )


@pytest.fixture
def crawl_newsroom(settings: Settings) -> Iterator[Crawl]:
    """Subscribe to these publishers on the loopback, crawl them, understand and assess what they say."""
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    now = timezone.now()
    room = server(Newsroom(publishers(), now, "http://127.0.0.1:1"), 0, clock=timezone.now)
    base = f"http://127.0.0.1:{room.server_address[1]}"

    def go(*slugs: str) -> None:
        ids = [subscribe(base + one.feed_path, now=now).feed_id for one in publishers() if one.slug in slugs]
        counts = crawl(ids, now=timezone.now(), rng=Random(1))
        assert (counts.feeds, counts.failed) == (len(slugs), 0)
        work_off()

    with room:
        Thread(target=room.serve_forever, daemon=True).start()
        yield go
        room.shutdown()


def by_id(piece: str) -> Article:
    return Article.objects.get(guid=tag_of(piece))


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def places_of(article: Article, word: str) -> list[str]:
    """The pages of everybody that name the article."""
    pages = ["/", f"/topics/{article.topic.slug if article.topic else ''}/", f"/search/?q={word}", "/feed.xml"]
    stranger = Client()
    named = [page for page in pages if article.get_absolute_url() in stranger.get(page).content.decode()]
    return named + ([article.get_absolute_url()] if stranger.get(article.get_absolute_url()).status_code == 200 else [])


def mean_slot(page: list[Impression], topic: str) -> float:
    """How far down the page a topic stands."""
    return mean(it.slot for it in page if it.article.topic and it.article.topic.slug == topic)


def test_an_article_reaches_a_page_and_a_click_changes_the_next(crawl_newsroom: Crawl) -> None:
    crawl_newsroom("perihelion", "touchline", "salt-and-crumb")
    ada = make.reader()
    first = cards(recommend(reader_id=ada.pk, visitor="", now=timezone.now(), rng=Random(1)))
    space = [shown for shown in first if shown.article.topic and shown.article.topic.slug == "space"]
    assert space
    for shown in space[:3]:
        signed_in(ada).get(f"{shown.article.get_absolute_url()}?i={shown.pk}")
        record(
            Event.Kind.LIKE, article_id=shown.article_id, reader_id=ada.pk, impression_id=shown.pk, now=timezone.now()
        )
    assert Event.objects.filter(reader=ada, kind=Event.Kind.PLAY).count() == 3
    later = timezone.now() + timedelta(minutes=30)
    second = cards(recommend(reader_id=ada.pk, visitor="", now=later, rng=Random(1)))
    best = sorted(second, key=lambda it: it.value)[-3:]
    assert {it.article.topic.slug for it in best if it.article.topic} == {"space"}
    assert mean_slot(second, "space") < mean_slot(second, "food")
    assert {it.article_id for it in second}.isdisjoint(it.article_id for it in space[:3])


def test_a_cure_from_the_feed_is_nowhere_until_a_moderator_decides(crawl_newsroom: Crawl) -> None:
    crawl_newsroom("radiant-living")
    cure = by_id(CURE)
    assert cure.visibility == Article.Visibility.HOLD
    assert places_of(cure, "garlic") == []
    max_ = make.moderator()
    item = queue.lease(ReviewItem.objects.open().get(article=cure).pk, max_.pk, now=timezone.now())
    decide.decide(
        item.pk,
        moderator_id=max_.pk,
        visibility=Article.Visibility.ALLOW,
        reason=Decision.Reason.OTHER,
        note="Printed as an example of what we hold back.",
        now=timezone.now(),
    )
    assert {"/search/?q=garlic", "/feed.xml", cure.get_absolute_url()} <= set(places_of(cure, "garlic"))


def test_ordinary_health_news_is_not_held(crawl_newsroom: Crawl) -> None:
    crawl_newsroom("ward-nine")
    held = Article.objects.exclude(visibility=Article.Visibility.ALLOW).values_list("title", flat=True)
    assert list(held) == []
    assert "/search/?q=antibiotics" in places_of(by_id("antibiotic-colds"), "antibiotics")


@pytest.mark.parametrize(
    ("words", "visibility"),
    [
        ("Our lift is broken, so the staircase has begun to talk, and I have met nine neighbours.", "allow"),
        ("Raw garlic with honey cures cancer in thirty days. Throw your chemotherapy away.", "hold"),
    ],
)
def test_a_creators_post_takes_the_same_path(words: str, visibility: str) -> None:
    cleo = make.creator()
    signed_in(cleo).post("/studio/new/", {"title": "What I learnt this week", "body": words, "act": "post"})
    article = Article.objects.get(creator=cleo)
    assert article.visibility == Article.Visibility.HOLD
    work_off()
    article.refresh_from_db()
    assert article.visibility == visibility
    listed = signed_in(cleo).get("/studio/").content.decode()
    assert ("Shown" if visibility == "allow" else "Under review") in listed
    assert (article.get_absolute_url() in places_of(article, "learnt")) == (visibility == "allow")
