"""Those concerned hear by e-mail what was decided: after the commit, once, and only if they want to."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from aggregator.letters import send_due, stop_address
from feeds.models import Article
from moderation import appeals, decide, reports
from moderation.models import Letter, Report
from moderation.models.letter import ATTEMPTS, LEASE
from moderation.types import Triage, Zone
from tests import make
from tests.aggregator.mail_server import MailServer, mail_server
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
LATER = NOW + timedelta(hours=1)


def with_address(person: User) -> User:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def cleo() -> User:
    return with_address(make.creator("Cleo"))


@pytest.fixture
def server(settings: object) -> Iterator[MailServer]:
    with mail_server() as kept:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kept.port  # type: ignore[attr-defined]
        yield kept


def limited(article: Article) -> None:
    triage = Triage(Zone.LIMIT, 0.8, "Says that masts spread a plague.")
    decide.place(article.pk, triage, make.assessment(article, zone=Zone.LIMIT), now=NOW)


def reported(article: Article, by: User | None) -> Report:
    who = reports.Reporter(by.pk) if by is not None else reports.Reporter(visitor="a visitor")
    made = reports.report(article.pk, who, reason="health", now=NOW)
    assert made is not None
    return made


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_a_creator_is_written_why_until_when_and_how_to_appeal(cleo: User) -> None:
    limited(make.article(title="Masts & plagues", creator=cleo))
    assert send_due(now=NOW) == 1
    letter = mail.outbox[0]
    assert letter.to == [cleo.email]
    for words in (
        "Your article “Masts & plagues”:",
        "not recommended to readers",
        "Possible dubious health claim",
        "Until",
        "how to appeal: http",
    ):
        assert words in letter.body
    assert "Masts" not in letter.subject


def test_a_letter_is_sent_once(cleo: User) -> None:
    limited(make.article(creator=cleo))
    assert [send_due(now=NOW), send_due(now=NOW), send_due(now=NOW + 2 * LEASE)] == [1, 0, 0]
    assert states() == ["sent"]


def test_nobody_hears_of_what_did_not_happen(cleo: User) -> None:
    article = make.article(creator=cleo)
    with transaction.atomic():
        limited(article)
        transaction.set_rollback(True)
    assert send_due(now=NOW) == 0


def test_a_reporter_hears_what_came_of_it_and_a_stranger_cannot() -> None:
    article, ada = make.article(title="Garlic cures"), with_address(make.reader("Ada"))
    reported(article, ada)
    reported(article, None)
    make.decision(article, make.moderator("Max"), DROP)
    assert send_due(now=NOW) == 0  # it can still be taken back
    assert (send_due(now=LATER), Letter.objects.count()) == (1, 1)
    body = mail.outbox[0].body
    assert "You reported “Garlic cures”:" in body
    assert "restricted the article. Thank you." in body
    assert "Max" not in body


def test_who_is_owed_several_gets_one(cleo: User) -> None:
    for _ in range(3):
        limited(make.article(creator=cleo))
    assert send_due(now=NOW) == 1
    assert (mail.outbox[0].subject, states()) == ("Broadsheet: 3 things were decided", ["sent"] * 3)


def test_a_reporter_hears_again_when_an_appeal_was_right(cleo: User) -> None:
    article, ada = make.article(creator=cleo), with_address(make.reader("Ada"))
    reported(article, ada)
    made = make.decision(article, make.moderator("Max"), DROP)
    send_due(now=NOW + timedelta(minutes=1))
    asked = appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted it.", now=LATER)
    mina, hash_ = make.moderator("Mina").pk, article.content_hash
    answer = {"outcome": "overturned", "words": "You did.", "content_hash": hash_}
    appeals.answer(asked.pk, moderator_id=mina, now=LATER, **answer)
    send_due(now=LATER)
    told = {letter.to[0]: letter.body for letter in mail.outbox[2:]}
    assert "left it as it is" in told[ada.email]
    assert "Restored after an appeal" in told[cleo.email]


@pytest.mark.parametrize("change", ["unverified", "unwanted", "inactive"])
def test_who_has_no_address_or_wants_none_is_not_written_to(cleo: User, change: str) -> None:
    EmailAddress.objects.update(verified=change != "unverified")
    User.objects.filter(pk=cleo.pk).update(wants_mail=change != "unwanted", is_active=change != "inactive")
    limited(make.article(creator=cleo))
    assert (send_due(now=NOW), mail.outbox, states()) == (0, [], ["unwanted"])


def test_a_mail_server_that_is_away_costs_no_letter(cleo: User, server: MailServer, settings: object) -> None:
    limited(make.article(creator=cleo))
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # where nobody answers
    for day in range(30):
        assert send_due(now=NOW + timedelta(days=day)) == 0
    settings.EMAIL_PORT = server.port  # type: ignore[attr-defined]
    assert send_due(now=NOW + timedelta(days=30)) == 1
    assert len(server.taken) == 1


def test_a_refused_address_is_tried_again_then_given_up_and_holds_up_nobody(cleo: User, server: MailServer) -> None:
    carl = with_address(make.creator("Carl"))
    server.refused.add(cleo.email)
    for creator in (cleo, carl):
        limited(make.article(creator=creator))
    assert send_due(now=NOW) == 1
    assert states() == ["waits", "sent"]
    for day in range(1, ATTEMPTS + 5):
        send_due(now=NOW + timedelta(days=3 * day))
    assert states() == ["given_up", "sent"]
    assert "no such mailbox" in Letter.objects.get(state="given_up").error


def test_a_worker_that_died_after_it_took_a_letter_leaves_it_to_others(cleo: User, server: MailServer) -> None:
    limited(make.article(creator=cleo))
    Letter.objects.update(due_at=NOW + LEASE, attempts=1)  # as a worker leaves it that is killed while it sends
    assert [send_due(now=NOW), send_due(now=NOW + LEASE)] == [0, 1]
    assert server.taken[0]["Message-ID"].startswith("<letter-")


def test_a_letter_names_the_way_to_stop_them_and_one_click_does(client: Client, cleo: User, server: MailServer) -> None:
    limited(make.article(creator=cleo))
    send_due(now=NOW)
    letter = server.taken[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = "".join(letter["List-Unsubscribe"].split()).strip("<>")
    assert address == stop_address(cleo)
    path = address[address.index("/letters/") :]
    assert "Stop them" in client.get(path).text
    assert User.objects.get(pk=cleo.pk).wants_mail
    strict = Client(enforce_csrf_checks=True)
    assert "No more e-mails" in strict.post(path, {"List-Unsubscribe": "One-Click"}).text
    assert not User.objects.get(pk=cleo.pk).wants_mail


def test_a_link_that_was_not_written_here_stops_nothing(client: Client, cleo: User) -> None:
    for token in ("nonsense", stop_address(cleo).rstrip("/").rsplit("/", 1)[1][:-1] + "x"):
        assert client.post(reverse("stop-letters", args=[token])).status_code == 404
    assert User.objects.get(pk=cleo.pk).wants_mail


def test_a_reader_chooses_on_their_own_page(client: Client) -> None:
    ada = make.reader("Ada")
    client.force_login(ada)
    assert "once you have confirmed an address" in client.get(reverse("you")).text
    with_address(ada)
    assert f"also comes to {ada.email}" in client.get(reverse("you")).text
    assert "No more e-mails." in client.post(reverse("you-letters"), {"wants": "no"}, follow=True).text
    client.post(reverse("you-letters"), {"wants": "yes"})
    assert User.objects.get(pk=ada.pk).wants_mail


def test_the_form_says_to_a_stranger_that_they_will_not_hear(client: Client) -> None:
    page = make.article().get_absolute_url()
    assert "you will not hear what comes of it" in client.get(page).text
    client.force_login(make.reader())
    assert "What comes of it is on the page “You”." in client.get(page).text
