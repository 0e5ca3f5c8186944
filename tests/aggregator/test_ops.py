import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feeds.models import Article, Feed
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def test_a_stranger_may_ask_whether_the_site_lives_and_is_ready(client: Client, cache: Any) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert json.loads(client.get("/readyz").content)["ready"] is True


@pytest.mark.parametrize("page", ["/ops/", "/ops/feeds/1/", "/admin/"])
def test_a_stranger_signs_in_before_the_operators_pages(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"] or "/admin/login/" in answer["Location"]


@pytest.mark.parametrize("person", [make.reader, make.creator, make.moderator])
@pytest.mark.parametrize("page", ["/ops/", "/ops/feeds/1/"])
def test_nobody_but_operators_sees_the_operators_pages(person: Any, page: str, cache: Any) -> None:
    assert signed_in(person()).get(page).status_code == 403


def test_the_operator_reads_why_a_feed_cannot_be_reached(cache: Any) -> None:
    make.feed(title="Faraway Times", failures=3, last_error="The name faraway.example was not found.")
    page = signed_in(make.operator()).get("/ops/").content.decode()
    assert "Faraway Times" in page
    assert "The name faraway.example was not found." in page
    assert "None of the feeds was ever reached" in page


def test_the_operator_reads_where_the_room_goes(cache: Any) -> None:
    page = signed_in(make.operator()).get("/ops/").content.decode()
    assert "feeds_article" in page or "ranking_" in page
    assert "The whole database" in page
    assert "180 days" in page


def test_the_operators_page_costs_the_same_with_many_feeds(cache: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        make.feed(failures=1, last_error="It did not answer within 30 seconds.")
    client = signed_in(make.operator())
    client.get("/ops/")
    with django_assert_max_num_queries(30):
        assert client.get("/ops/").status_code == 200


def test_only_operators_are_led_from_a_publisher_to_its_fetches(cache: Any) -> None:
    feed = make.feed()
    assert f"/ops/feeds/{feed.pk}/" in signed_in(make.operator()).get(f"/feeds/{feed.pk}/").content.decode()
    assert f"/ops/feeds/{feed.pk}/" not in signed_in(make.reader()).get(f"/feeds/{feed.pk}/").content.decode()


def test_the_operator_makes_a_feed_due_again(cache: Any) -> None:
    feed = make.feed(failures=2, last_error="404", next_fetch_at=make.NOW.replace(year=2099))
    answer = signed_in(make.operator()).post(f"/ops/feeds/{feed.pk}/retry/")
    assert answer["Location"] == f"/ops/feeds/{feed.pk}/"
    assert Feed.objects.get(pk=feed.pk).next_fetch_at.year < 2099


def test_the_operator_reads_which_feeds_ended_and_may_ask_one_again(cache: Any) -> None:
    feed = make.feed(title="Closed Courier", state=Feed.State.GONE, last_error="the server answered 410")
    client = signed_in(make.operator())
    assert "Closed Courier" in client.get("/ops/").content.decode()
    client.post(f"/ops/feeds/{feed.pk}/retry/")
    feed.refresh_from_db()
    assert feed.state == Feed.State.ACTIVE


def test_a_feed_has_its_page_and_an_unknown_one_is_not_found(cache: Any) -> None:
    client, feed = signed_in(make.operator()), make.feed()
    feed.fetches.create(fetched_at=make.NOW, result="failed", error="The certificate ran out.")
    assert "The certificate ran out." in client.get(f"/ops/feeds/{feed.pk}/").content.decode()
    assert client.get("/ops/feeds/999999/").status_code == 404


def test_the_figures_name_what_is_due(client: Client, cache: Any) -> None:
    make.feed()
    figures = client.get("/metrics").content.decode()
    assert 'news_rows_due{step="crawl"} 1.0' in figures
    assert 'news_queue_messages{queue="crawl"}' in figures


def test_what_is_held_too_long_shows_on_the_operators_page_and_in_the_figures(client: Client, cache: Any) -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    make.review_item(article, opened_at=timezone.now() - timedelta(hours=30))
    figures = client.get("/metrics").content.decode()
    assert "news_held_overdue 1.0" in figures
    assert "news_held_oldest_seconds 1080" in figures
    page = signed_in(make.operator()).get("/ops/").text
    assert "1 article is held for more than a day" in page


def test_the_figures_need_the_token_where_one_is_set(client: Client, settings: Any, cache: Any) -> None:
    settings.METRICS_TOKEN = "s3cret"
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer s3cret"}).status_code == 200


def test_figures_without_a_token_stay_on_this_machine(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.7").status_code == 403


@pytest.mark.parametrize("page", ["/admin/", "/admin/accounts/user/", "/admin/feeds/feed/"])
def test_the_operator_opens_the_admin_and_a_moderator_does_not(page: str, cache: Any) -> None:
    assert signed_in(make.operator()).get(page).status_code == 200
    assert signed_in(make.moderator()).get(page).status_code in {302, 403}


def test_the_operator_gives_a_role_but_no_superpowers(cache: Any) -> None:
    person = make.reader()
    page = signed_in(make.operator()).get(f"/admin/accounts/user/{person.pk}/change/").content.decode()
    assert 'name="groups"' in page
    assert "is_superuser" not in page
