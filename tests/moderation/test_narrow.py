"""Moderators narrow the queue down, see how much waits under each choice, and keep to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation.models import ReviewItem
from moderation.narrow import facets, narrowed
from moderation.types import Zone
from tests import make

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def room(client: Client, max_: User) -> Client:
    client.force_login(max_)
    return client


def item(title: str, *, days: float = 0, signal: str = "", language: str = "en", **given: Any) -> ReviewItem:
    made = make.review_item(make.article(title=title, topic=given.pop("topic", None)), **given)
    opened = timezone.now() - timedelta(days=days)
    ReviewItem.objects.filter(pk=made.pk).update(signal=signal, opened_at=opened)
    Article.objects.filter(pk=made.article_id).update(language=language)
    return made


def titles(room: Client, **asked: str) -> set[str]:
    return {row.item.article.title for row in room.get(QUEUE, asked).context["waiting"].rows}


def counts(name: str, **asked: str) -> dict[str, int]:
    found = facets(ReviewItem.objects.open(), narrowed(asked), now=timezone.now())
    return {choice.value: choice.count for facet in found if facet.name == name for choice in facet.choices}


@pytest.mark.parametrize(
    "asked", [{"signal": "cure"}, {"zone": "limit"}, {"topic": "health"}, {"language": "de"}, {"age": "week"}]
)
def test_each_filter_shows_what_it_names_and_nothing_else(room: Client, asked: dict[str, str]) -> None:
    health = make.topic("health", "Health")
    item("Wanted", days=8, signal="cure", language="de", zone=Zone.LIMIT, topic=health)
    item("Other", signal="bait")
    assert titles(room, **asked) == {"Wanted"}


@pytest.mark.parametrize("name", ["signal", "topic", "language"])
def test_what_has_none_can_be_asked_for(room: Client, name: str) -> None:
    item("Bare", language="")
    item("Other", signal="bait", topic=make.topic("health", "Health"))
    assert titles(room, **{name: "none"}) == {"Bare"}


@pytest.mark.parametrize("bad", ["x", "none ", "\x00", "9" * 5000, "' OR 1=1", "²"])
@pytest.mark.parametrize("name", ["signal", "zone", "topic", "language", "age"])
def test_what_makes_no_sense_shows_everything(room: Client, name: str, bad: str) -> None:
    item("One")
    assert titles(room, **{name: bad}) == {"One"}


def test_each_choice_says_how_much_waits_under_it_with_the_other_filters() -> None:
    item("One", signal="cure", language="de", days=2)
    item("Two", signal="cure")
    item("Three", signal="bait", days=8)
    assert counts("signal") == {"cure": 2, "bait": 1}
    assert counts("signal", age="day") == {"cure": 1, "bait": 1}
    assert counts("age") == {"day": 2, "week": 1}


def test_the_choice_is_named_and_stays_chosen_though_nothing_is_left(room: Client) -> None:
    item("One", signal="cure")
    page = room.get(QUEUE, {"signal": "cure", "age": "week"}).text
    assert '<option value="week" selected>Older than a week (0)</option>' in page
    assert "Promises a cure (0)" in page
    assert "Nothing of this kind waits" in page


def test_the_next_item_is_one_of_those_shown(room: Client) -> None:
    item("Urgent", priority=9)
    wanted = item("Wanted", signal="cure")
    room.get(QUEUE, {"signal": "cure"})
    assert room.post(f"{QUEUE}next/").headers["Location"] == f"{QUEUE}items/{wanted.pk}/"


def test_when_nothing_of_the_kind_is_left_the_queue_stays_narrowed(room: Client) -> None:
    item("Urgent")
    closed = item("Done", signal="cure")
    ReviewItem.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    room.get(QUEUE, {"signal": "cure"})
    assert room.post(f"{QUEUE}next/").headers["Location"] == f"{QUEUE}?signal=cure"


def test_the_queue_without_parameters_is_everything_again(room: Client) -> None:
    urgent = item("Urgent", priority=9)
    item("Other", signal="cure")
    room.get(QUEUE, {"signal": "cure"})
    room.get(QUEUE)
    assert room.post(f"{QUEUE}next/").headers["Location"] == f"{QUEUE}items/{urgent.pk}/"


def test_narrowing_by_everything_costs_few_queries(room: Client, django_assert_max_num_queries: Any) -> None:
    item("One", signal="cure", topic=make.topic("health", "Health"))
    asked = {"signal": "cure", "zone": "hold", "topic": "health", "language": "en", "age": "day"}
    room.get(QUEUE, asked)
    with django_assert_max_num_queries(15):
        room.get(QUEUE, asked)


@pytest.mark.parametrize(("page", "rows"), [("1", 50), ("2", 3), ("99", 3), ("x", 50)])
def test_the_queue_has_pages(room: Client, page: str, rows: int) -> None:
    feed = make.feed()
    for number in range(53):
        make.review_item(make.article(feed=feed), zone=Zone.QUEUE, priority=number)
    shown = room.get(QUEUE, {"page": page, "zone": "queue"})
    assert shown.text.count('class="item"') == rows
    assert "of 2" in shown.text
    assert "zone=queue" in shown.text
