"""Time well spent: minutes of honest reading by day, a limit, a break; for their reader alone."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages.spent import DAYS, days_of, minutes_today
from ranking.models import Event
from tests import make
from tests.aggregator.pages import cost, newsroom, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
NOON = make.NOW


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def read(person: User, minutes: float, *, at: datetime, article: int | None = None) -> int:
    """A report of an opening: so many minutes so far."""
    key = article or make.article().pk
    Event.objects.create(reader=person, article_id=key, kind="dwell", value=60 * minutes, happened_at=at)
    return key


def test_reports_of_one_opening_are_not_added_up(ada: User) -> None:
    article = read(ada, 2, at=NOON)
    read(ada, 5, at=NOON + timedelta(minutes=3), article=article)
    read(ada, 3, at=NOON)
    assert minutes_today(ada.pk, now=NOON + timedelta(hours=1)) == 8


def test_what_was_read_over_midnight_belongs_to_both_days(ada: User) -> None:
    midnight = timezone.localtime(NOON).replace(hour=0, minute=0)
    article = read(ada, 4, at=midnight - timedelta(minutes=1))
    read(ada, 10, at=midnight + timedelta(minutes=6), article=article)
    assert [it.minutes for it in days_of(ada.pk, now=NOON)][:2] == [6, 4]


def test_each_day_has_its_line_and_nobody_else_is_in_it(client: Client, ada: User) -> None:
    read(make.reader("Bo"), 50, at=NOON)
    assert [it.minutes for it in days_of(ada.pk, now=NOON)] == [0] * DAYS
    assert text(client.get("/you/time/")).count('<th scope="row">') == DAYS


def test_after_the_limit_every_page_says_so_kindly(client: Client, ada: User) -> None:
    newsroom(4)
    client.post("/you/time/", {"daily_minutes": "20", "break_minutes": ""})
    read(ada, 19, at=timezone.now())
    assert "You wanted to stop after" not in text(client.get("/"))
    read(ada, 2, at=timezone.now())
    for page in ("/", "/saved/"):
        assert "You have read 21 minutes today." in text(client.get(page))
    client.post("/you/time/", {"daily_minutes": "", "break_minutes": ""})
    assert "You wanted to stop after" not in text(client.get("/"))


def test_the_reminder_of_a_break_is_there_for_who_wants_it(client: Client, ada: User) -> None:
    newsroom(4)
    assert "pause.js" not in text(client.get("/"))
    client.post("/you/time/", {"break_minutes": "25"})
    page = text(client.get("/"))
    assert 'data-pause="25"' in page
    assert "pause.js" in page
    assert "pause.js" not in text(Client().get("/"))


@pytest.mark.parametrize("sent", ["4", "1441", "-1", "x", "1e9", "9" * 40, "５"])
def test_a_limit_that_is_none_is_refused_at_its_field(client: Client, ada: User, sent: str) -> None:
    answer = client.post("/you/time/", {"daily_minutes": sent, "break_minutes": "3"})
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert User.objects.get(pk=ada.pk).daily_minutes == 0


def test_a_limit_costs_one_query_a_page(client: Client, ada: User) -> None:
    client.get("/saved/")
    usual = cost(client, "/saved/")
    User.objects.filter(pk=ada.pk).update(daily_minutes=20)
    assert cost(client, "/saved/") == usual + 1
    assert cost(client, "/you/time/") <= 10
