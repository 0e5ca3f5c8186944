"""What the site lets go of, and what it keeps whatever its age."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from aggregator.retention import DELETED, FETCHES, NETWORKS, READ, SERVED, UNASKED, UNREAD, Pruned, prune
from aggregator.tasks import prune_site
from feeds import media
from feeds.models import Article, Comment, Feed, FeedImport, Fetch, Illustration, Media, Revision, Sighting, Story
from moderation.types import Zone
from ranking.models import ArticleStats, Event, Impression, Slate
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def keep_none_for_the_page_of_its_feed(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("aggregator.retention.LEAST_A_FEED", 0)


def aged(age: timedelta, **fields: Any) -> Article:
    """An article that came this long ago."""
    article = make.article(published_at=NOW - age, **fields)
    Article.objects.filter(pk=article.pk).update(created_at=NOW - age)
    return article


def counted(article: Article, **counts: int) -> Article:
    ArticleStats.objects.create(article=article, heat_at=NOW, **counts)
    return article


def served(article: Article, age: timedelta) -> Impression:
    slate = Slate.objects.create(served_at=NOW - age, heads="h", weights="w", seed=1)
    return Impression.objects.create(
        slate=slate,
        article=article,
        slot=0,
        kind=Impression.Kind.PERSONAL,
        propensity=1.0,
        policy="p",
        scores={},
        terms={},
        value=0,
        features=[],
    )


def left() -> set[int]:
    prune(now=NOW)
    return set(Article.objects.values_list("pk", flat=True))


def test_what_nobody_opened_goes_after_half_a_year() -> None:
    old, young = aged(UNREAD + DAY), aged(UNREAD - DAY)
    assert left() == {young.pk}
    assert not Article.objects.filter(pk=old.pk).exists()


def test_what_was_opened_goes_after_two_months() -> None:
    counted(aged(READ + DAY), plays=1)
    young = counted(aged(READ - DAY), plays=1)
    assert left() == {young.pk}


def test_an_old_article_that_came_today_stays() -> None:
    article = make.article(published_at=NOW - 10 * UNREAD)
    Article.objects.filter(pk=article.pk).update(created_at=NOW)
    assert left() == {article.pk}


@pytest.mark.parametrize("counts", [{"likes": 1}, {"saves": 1}, {"comments": 1}])
def test_what_somebody_liked_saved_or_discussed_stays(counts: dict[str, int]) -> None:
    article = counted(aged(10 * UNREAD), plays=9, **counts)
    assert left() == {article.pk}


def test_what_a_moderator_looked_at_or_decided_stays() -> None:
    queued, decided = aged(10 * UNREAD), aged(10 * UNREAD)
    make.review_item(queued, zone=Zone.QUEUE)
    make.decision(decided, make.moderator(), Article.Visibility.DROP)
    assert left() == {queued.pk, decided.pk}


def test_what_creators_posted_stays() -> None:
    post = aged(10 * UNREAD, creator=make.creator())
    assert left() == {post.pk}


def test_what_was_served_lately_stays() -> None:
    article = aged(10 * UNREAD)
    served(article, DAY)
    assert left() == {article.pk}


def test_what_may_stand_in_the_document_stays() -> None:
    feed = make.feed()
    Feed.objects.filter(pk=feed.pk).update(entries=2)
    newest = [aged(UNREAD * n, feed=feed) for n in (2, 3)]
    aged(UNREAD * 4, feed=feed)
    assert left() == {article.pk for article in newest}


def test_the_files_of_a_picture_go_with_its_article(django_capture_on_commit_callbacks: Any) -> None:
    article = aged(10 * UNREAD)
    Media.objects.create(
        article=article, url="https://a.example/1.jpg", state=Media.State.STORED, name="ab12", width=9, height=9
    )
    path = default_storage.save("pictures/ab/ab12-704.webp", ContentFile(b"x"))
    with django_capture_on_commit_callbacks(execute=True):
        prune(now=NOW)
    assert not default_storage.exists(path)


def test_a_story_goes_with_its_last_article() -> None:
    story = make.story()
    aged(10 * UNREAD, story=story)
    Story.objects.update(updated_at=NOW - UNREAD)
    assert prune(now=NOW).stories == 1


def test_a_deleted_piece_is_remembered_from_the_day_it_went() -> None:
    aged(10 * UNREAD)
    assert prune(now=NOW).articles == 1
    assert Sighting.objects.get().article_id is None
    assert prune(now=NOW + DELETED).sightings == 0
    assert prune(now=NOW + DELETED + DAY).sightings == 1


def test_fetches_go_after_a_month() -> None:
    feed = make.feed()
    for age in (FETCHES + DAY, FETCHES - DAY):
        Fetch.objects.create(feed=feed, fetched_at=NOW - age, result=Fetch.Result.FAILED)
    assert prune(now=NOW).fetches == 1
    assert Fetch.objects.count() == 1


def test_served_pages_go_after_ninety_days_and_what_a_reader_saved_on_them_stays_hers() -> None:
    article, ada = aged(DAY), make.reader("Ada")
    impression = served(article, SERVED + DAY)
    for kind in (Event.Kind.VIEW, Event.Kind.SAVE):
        Event.objects.create(
            impression=impression, reader=ada, article=article, kind=kind, happened_at=NOW - SERVED - DAY
        )
    served(article, DAY)
    gone = prune(now=NOW)
    assert (gone.slates, gone.events, Slate.objects.count(), Impression.objects.count()) == (1, 1, 1, 1)
    (saved,) = Event.objects.all()
    assert (saved.kind, saved.impression_id) == (Event.Kind.SAVE, None)


def test_a_second_sweep_finds_nothing() -> None:
    aged(10 * UNREAD)
    prune(now=NOW)
    assert prune(now=NOW) == Pruned()


def test_the_sweep_says_how_many_rows_went() -> None:
    aged(10 * UNREAD)
    assert prune_site() == 1


def test_pictures_of_texts_that_nobody_opens_go_with_their_copies() -> None:
    for number, age in enumerate((UNASKED - DAY, UNASKED + DAY)):
        name = media.store({704: b"RIFF", 1344: b"RIFF"})
        size = {"width": 800, "height": 600, "size": 8}
        Illustration.objects.create(
            key=f"{number:032x}", url="https://a.example", state="stored", asked_at=NOW - age, name=name, **size
        )
    assert prune(now=NOW).illustrations == 1
    left = Illustration.objects.get()
    assert len([name for folder in default_storage.listdir("pictures")[0] for name in _files(folder)]) == 2
    assert left.asked_at == NOW - UNASKED + DAY


def _files(folder: str) -> list[str]:
    return default_storage.listdir(f"pictures/{folder}")[1]


def test_lists_of_feeds_are_forgotten_a_month_after_they_came_unless_they_are_at_work() -> None:
    old = make.NOW - timedelta(days=31)
    done, waiting = (FeedImport.objects.create(created_at=old, due_at=due) for due in (None, make.NOW))
    done.lines.create(position=0, url="https://a.example/", state="existing", feed=make.feed())
    assert prune(now=make.NOW).imports == 1
    assert list(FeedImport.objects.all()) == [waiting]
    assert Feed.objects.count() == 1


def test_what_stands_on_the_page_of_another_feed_stays() -> None:
    article, other = aged(10 * UNREAD), make.feed()
    make.sightings([article], feed=other)
    Feed.objects.filter(pk=other.pk).update(entries=1)
    assert left() == {article.pk}


def test_the_page_of_another_feed_is_looked_up_once(django_assert_max_num_queries: Any) -> None:
    feed, other = make.feed(), make.feed()
    make.sightings([aged(10 * UNREAD, feed=feed) for _ in range(40)], feed=other)
    Feed.objects.filter(pk=other.pk).update(entries=1)
    with django_assert_max_num_queries(54):
        assert prune(now=NOW).articles == 39


def test_earlier_versions_go_after_half_a_year() -> None:
    article = make.article()
    for age in (UNREAD + DAY, UNREAD - DAY):
        at = NOW - age
        Revision.objects.create(article=article, title="Rye", content_hash="x", seen_at=at, replaced_at=at)
    assert prune(now=NOW).revisions == 1


def test_where_a_comment_came_from_is_forgotten_after_a_month_and_the_comment_stays() -> None:
    old, young = make.comment(make.article()), make.comment(make.article())
    Comment.objects.update(network="a key of that day")
    Comment.objects.filter(pk=old.pk).update(created_at=NOW - NETWORKS - DAY)
    Comment.objects.filter(pk=young.pk).update(created_at=NOW - NETWORKS + DAY)
    assert prune(now=NOW).networks == 1
    assert list(Comment.objects.order_by("pk").values_list("network", flat=True)) == ["", "a key of that day"]


def test_the_sweep_counts_the_files_that_no_row_names(tmp_path: Any) -> None:
    name = media.store({704: b"RIFF"})
    os.utime(tmp_path / f"pictures/{name[:2]}/{name}-704.webp", (0, 0))
    assert prune(now=NOW).strays == 1
