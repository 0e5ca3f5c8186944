"""Many rows in one statement."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from feeds import rows
from feeds.models import Feed, Fetch, Media
from feeds.types import Because
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ODD = 'tab\t, line\n, "quote", back\\slash, \\N and ☃'


def test_what_is_not_given_is_the_default_of_its_field() -> None:
    article = make.article()
    rows.insert(Media, ["article_id", "url"], [(article.pk, f"https://bread.example/{n}.jpg") for n in range(3)])
    found = Media.objects.order_by("pk").first()
    assert found is not None
    assert (Media.objects.count(), found.state, found.is_lead, found.due_at, found.name) == (
        3,
        "named",
        False,
        None,
        "",
    )


def test_odd_characters_arrive_as_they_are() -> None:
    feed = make.feed()
    rows.insert(Fetch, ["feed_id", "fetched_at", "result", "error"], [(feed.pk, NOW, "failed", ODD)])
    assert Fetch.objects.values_list("error", flat=True).get() == ODD
    feed.last_error = ODD
    rows.update([feed], ["last_error"])
    feed.refresh_from_db()
    assert feed.last_error == ODD


def test_a_row_that_may_not_be_takes_the_others_with_it() -> None:
    feed = make.feed()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Fetch, ["feed_id", "fetched_at", "result"], [(feed.pk, NOW, "fetched"), (0, None, "fetched")])
    assert not Fetch.objects.exists()


def test_attributes_of_every_kind_are_changed_and_others_stay() -> None:
    feed, other = make.feed(title="Bread"), make.feed(title="Water")
    feed.next_fetch_at, feed.ttl_minutes, feed.skip_hours = NOW + timedelta(microseconds=7), None, [1, 22]
    feed.because, feed.is_undated, feed.title = Because.TTL, True, "not saved"
    attributes = ["next_fetch_at", "ttl_minutes", "skip_hours", "because", "is_undated", "duplicate_of_id"]
    other.duplicate_of = feed
    rows.update([feed, other], attributes)
    saved = Feed.objects.get(pk=feed.pk)
    assert (saved.next_fetch_at, saved.ttl_minutes, saved.skip_hours) == (feed.next_fetch_at, None, [1, 22])
    assert (saved.because, saved.is_undated, saved.title) == ("ttl", True, "Bread")
    assert Feed.objects.get(pk=other.pk).duplicate_of == feed


def test_numbers_given_out_ascend_and_are_nobody_elses() -> None:
    first, second = rows.ids(Fetch, 3), rows.ids(Fetch, 2)
    assert [*first, *second] == sorted({*first, *second})
    assert rows.ids(Fetch, 0) == []
