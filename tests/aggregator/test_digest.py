"""The digest: a reader's own front page at the hour of their clock, once, and only when there is something new."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.digest.send import ATTEMPTS, LEASE, send_due
from aggregator.letters import Mail, stop_address
from aggregator.notifications.models import DigestIssue, DigestPlan, Notification, Wishes
from feeds.models import Article
from ranking.models import Impression, Slate
from tests import make
from tests.aggregator.mail_server import MailServer, mail_server
from tests.aggregator.pages import newsroom
from tests.aggregator.test_letters import with_address

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def ada() -> User:
    return planned("Ada")


@pytest.fixture
def server(settings: object) -> Iterator[MailServer]:
    with mail_server() as kept:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kept.port  # type: ignore[attr-defined]
        yield kept


def planned(name: str, every: str = "day") -> User:
    reader = with_address(make.reader(name))
    DigestPlan.objects.create(reader=reader, every=every, slot_at=NOW, due_at=NOW)
    return reader


def sent(now: datetime = NOW) -> int:
    return send_due(now=now, rng=Random(1))


def slot() -> datetime:
    return DigestPlan.objects.get().slot_at


def test_it_holds_the_articles_of_ones_own_page_in_words_and_in_html(ada: User) -> None:
    articles = newsroom(30)
    assert sent() == 1
    letter = mail.outbox[0]
    lines = letter.body.splitlines()
    titles = [it.title for it in articles if f"* {it.title}" in lines]
    assert 7 <= len(titles) <= 8
    html = str(letter.alternatives[0][0])  # type: ignore[union-attr]
    assert all(title in html for title in titles)
    assert "Piece" not in letter.subject


def test_one_beyond_the_usual_is_said_to_be_that(ada: User) -> None:
    places = [{"article": make.article(title="A far thing").pk, "kind": "horizon"}]
    DigestIssue.objects.create(reader=ada, slot_at=NOW, made_at=NOW, heads="", weights="", seed=1, places=places)
    sent()
    assert "Beyond your usual:\n\n* A far thing" in mail.outbox[0].body


def test_why_each_is_in_it_is_written_down_and_nothing_counts_as_shown(ada: User) -> None:
    newsroom(30)
    sent()
    issue = DigestIssue.objects.get()
    assert {"article", "slot", "kind", "propensity", "policy", "terms"} <= set(issue.places[0])
    assert all(0 < it["propensity"] <= 1 for it in issue.places)
    assert {it["kind"] for it in issue.places} <= {"personal", "horizon"}
    assert not Slate.objects.exists()
    assert not Impression.objects.exists()


def test_it_comes_once_and_then_at_the_next_hour_of_that_clock(ada: User) -> None:
    newsroom(10)
    Wishes.objects.create(reader=ada, time_zone="Asia/Shanghai")
    assert [sent(), sent()] == [1, 0]
    assert slot().astimezone(UTC).hour == 23  # seven in the morning there
    assert NOW < slot() <= NOW + DAY


def test_what_stood_in_one_is_not_in_the_next(ada: User) -> None:
    newsroom(30)
    sent()
    DigestPlan.objects.update(slot_at=NOW + timedelta(hours=1), due_at=NOW + timedelta(hours=1))
    sent(NOW + timedelta(hours=1))
    first, second = ({it["article"] for it in issue.places} for issue in DigestIssue.objects.order_by("pk"))
    assert first
    assert not first & second


def test_nothing_is_sent_when_nothing_is_new(ada: User) -> None:
    make.article(published_at=NOW - timedelta(days=3))
    assert (sent(), mail.outbox) == (0, [])
    assert slot() > NOW


def test_what_was_held_after_it_was_chosen_is_not_in_it(ada: User, server: MailServer) -> None:
    newsroom(30)
    server.refused.add(ada.email)
    sent()
    held, kept = (Article.objects.get(pk=it["article"]) for it in DigestIssue.objects.get().places[:2])
    Article.objects.filter(pk=held.pk).update(visibility="hold")
    server.refused.clear()
    assert sent(NOW + timedelta(minutes=10)) == 1
    parts = [part.get_payload(decode=True) for part in server.taken[0].walk() if not part.is_multipart()]
    body = b"".join(part for part in parts if isinstance(part, bytes)).decode()
    assert f"* {held.title}\r\n" not in body
    assert f"* {kept.title}\r\n" in body


def test_followed_stories_are_in_it_by_their_first_article_that_is_shown(ada: User) -> None:
    story = make.story("Held headline")
    make.article(title="A bridge", story=story, published_at=NOW - timedelta(days=9))
    Notification.objects.create(recipient=ada, kind="story", story=story, total=3, seen=1, told_at=NOW)
    assert sent() == 1
    assert "A bridge (2 more articles)" in mail.outbox[0].body
    assert "Held headline" not in mail.outbox[0].body


@pytest.mark.parametrize("change", ["unverified", "inactive"])
def test_who_has_no_confirmed_address_is_not_written_to(ada: User, change: str) -> None:
    newsroom(3)
    if change == "unverified":
        ada.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    else:
        User.objects.update(is_active=False)
    assert (sent(), mail.outbox) == (0, [])
    assert slot() > NOW


def test_a_mail_server_that_is_away_costs_no_digest(ada: User, server: MailServer, settings: object) -> None:
    newsroom(3)
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # where nobody answers
    assert [sent(NOW + timedelta(hours=it)) for it in range(9)] == [0] * 9
    settings.EMAIL_PORT = server.port  # type: ignore[attr-defined]
    assert sent(NOW + timedelta(hours=9)) == 1
    assert len(server.taken) == 1


def test_a_refused_address_holds_up_nobody_and_is_left_out_in_the_end(ada: User, server: MailServer) -> None:
    newsroom(3)
    planned("Bo")
    server.refused.add(ada.email)
    assert sent() == 1
    for hour in range(1, 2 * ATTEMPTS):
        sent(NOW + timedelta(hours=hour))
    assert DigestPlan.objects.get(reader=ada).slot_at == NOW + DAY
    assert DigestIssue.objects.get(reader=ada).sent_at is None


def test_a_worker_that_died_after_the_mark_does_not_make_it_come_twice(ada: User) -> None:
    newsroom(3)
    sent()
    DigestPlan.objects.update(slot_at=NOW, due_at=NOW + LEASE)  # as a worker leaves it that is killed while it sends
    assert sent(NOW + LEASE) == 0
    assert len(mail.outbox) == 1
    assert slot() > NOW


def test_one_click_ends_it_and_leaves_the_letters(client: Client, ada: User) -> None:
    newsroom(3)
    sent()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{stop_address(ada, Mail.DIGEST)}>"
    path = headers["List-Unsubscribe"].strip("<>")
    path = path[path.index("/letters/") :]
    assert "Stop the e-mails?" in client.get(path).text
    assert DigestPlan.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert "The digest is ended." in strict.post(path, {"List-Unsubscribe": "One-Click"}).text
    assert not DigestPlan.objects.exists()
    assert User.objects.get(pk=ada.pk).wants_mail


def test_a_kind_that_is_not_wanted_by_mail_brings_no_letter() -> None:
    from aggregator import letters

    cleo = with_address(make.creator("Cleo"))
    Wishes.objects.create(reader=cleo, mailed=["report"])
    make.decision(make.article(creator=cleo), make.moderator(), Article.Visibility.DROP)
    assert letters.send_due(now=NOW + DAY) == 0
    assert mail.outbox == []


def test_each_of_many_readers_costs_the_same_few_queries() -> None:
    newsroom(30)
    for n in range(5):
        planned(f"Reader {n}")
    with CaptureQueriesContext(connection) as captured:
        assert sent() == 5
    assert sum("SAVEPOINT" not in query["sql"] for query in captured) <= 5 * 30
