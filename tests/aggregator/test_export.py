"""The copy of everything: who may ask, what is in it, when it ends."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import Export, User
from aggregator.accounts.privacy import export as exports
from aggregator.accounts.privacy import page
from feeds.models import Subscription
from moderation import reports
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
State = Export.State


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def made(client: Client) -> zipfile.ZipFile:
    """The file that this reader gets who asks now."""
    client.post("/you/export/new/")
    exports.make_due(now=timezone.now())
    newest = Export.objects.get(state=State.MADE)
    sent = b"".join(client.get(f"/you/export/{newest.key}/"))
    return zipfile.ZipFile(io.BytesIO(sent))


def rows(archive: zipfile.ZipFile, name: str) -> Any:
    return json.loads(archive.read(f"{name}.json"))


def test_it_has_what_a_reader_did_wrote_follows_and_is(client: Client, ada: User) -> None:
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    article = make.article(title="Otters are back", topic=make.topic("science"))
    client.get(article.get_absolute_url())
    client.post(f"/articles/{article.pk}/save/")
    make.comment(article, "I saw one.", ada)
    Subscription.objects.create(reader=ada, topic=article.topic)
    client.post("/you/mute/", {"word": "golf", "days": "7"})
    archive = made(client)
    assert rows(archive, "account")["email"] == ada.email
    assert rows(archive, "addresses")[0]["email"] == ada.email
    assert [(it["kind"], it["article__title"]) for it in rows(archive, "acts")] == [
        ("play", "Otters are back"),
        ("save", "Otters are back"),
    ]
    assert rows(archive, "comments")[0]["body"] == "I saw one."
    assert rows(archive, "following")[0]["topic__slug"] == "science"
    assert rows(archive, "muted")[0]["word"] == "golf"
    assert rows(archive, "profile")[0]["recent"] == [article.pk]
    assert rows(archive, "devices")[0].keys().isdisjoint({"session_key", "stamp"})


def test_a_page_of_it_is_there_to_read(client: Client, ada: User) -> None:
    make.comment(make.article(), "<script>alert(1)</script>", ada)
    archive = made(client)
    index = archive.read("index.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in index
    assert "<script" not in index
    assert archive.read("style.css")


def test_a_decision_on_what_one_wrote_is_in_it_without_the_moderator(client: Client, ada: User) -> None:
    comment, max_ = make.comment(make.article(), "Buy this.", ada), make.moderator("Max")
    make.removal(comment, max_, note="Advertising.", now=timezone.now())
    archive = made(client)
    decided = rows(archive, "decisions_on_comments")[0]
    assert decided["note"] == "Advertising."
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Max" not in everything
    assert max_.email not in everything
    assert max_.public_id.hex not in everything.replace("-", "")


def test_nothing_of_another_person_is_in_it(client: Client, ada: User) -> None:
    article, eve = make.article(), make.reader("Zoltan")
    make.comment(article, "Ada is right.", ada)
    make.comment(article, "Zoltan was here.", eve)
    reports.report(article.pk, reports.Reporter(eve.pk), reason="health", note="By Zoltan.", now=timezone.now())
    archive = made(client)
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Zoltan" not in everything


def test_it_is_watched_as_it_is_made(client: Client, ada: User) -> None:
    assert "Make a copy" in text(client.get("/you/export/"))
    client.post("/you/export/new/")
    waiting = text(client.get("/you/export/"))
    assert "<progress" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    exports.make_due(now=timezone.now())
    ready = text(client.get("/you/export/"))
    assert "Fetch it" in ready
    assert "hx-trigger" not in ready


def test_one_is_made_at_a_time_and_the_old_one_goes(client: Client, ada: User) -> None:
    made(client)
    old = Export.objects.get()
    for _twice in range(2):
        client.post("/you/export/new/")
    assert Export.objects.filter(state=State.WAITS).count() == 1
    assert not exports.path_of(old).exists()
    assert client.get(f"/you/export/{old.key}/").status_code == 404


def test_nobody_else_fetches_it(client: Client, ada: User) -> None:
    made(client)
    where = f"/you/export/{Export.objects.get().key}/"
    assert Client().get(where).status_code == 302
    eve = Client()
    eve.force_login(make.operator("Eve"))
    assert eve.get(where).status_code == 404


def test_its_time_ends_after_a_week(client: Client, ada: User) -> None:
    made(client)
    copy = Export.objects.get()
    Export.objects.update(ended_at=timezone.now() - timedelta(days=7, seconds=1))
    assert client.get(f"/you/export/{copy.key}/").status_code == 404
    assert exports.take_away_old(now=timezone.now()) == 1
    assert not exports.path_of(copy).exists()
    assert "Make a copy" in text(client.get("/you/export/"))


def test_a_worker_that_died_is_followed_by_another(client: Client, ada: User) -> None:
    now = timezone.now()
    copy = exports.ask(ada, now=now)
    Export.objects.update(due_at=now + settings.LEASE, attempts=1, done=3)
    exports.path_of(copy).parent.mkdir(parents=True, exist_ok=True)
    exports.path_of(copy).with_suffix(".part").write_bytes(b"half a file")
    assert exports.make_due(now=now) == 0
    assert exports.make_due(now=now + settings.LEASE) == 1
    assert zipfile.ZipFile(exports.path_of(copy)).testzip() is None


def test_what_fails_three_times_is_given_up_with_a_sentence(client: Client, ada: User) -> None:
    copy, now = exports.ask(ada, now=timezone.now()), timezone.now()
    exports.path_of(copy).mkdir(parents=True)  # no file can be put where a folder is
    for turn in range(4):
        exports.make_due(now=now + turn * settings.LEASE)
    assert Export.objects.get().state == State.FAILED
    assert "Three attempts failed" in text(client.get("/you/export/"))
    exports.path_of(copy).rmdir()


def test_a_long_part_is_cut_on_the_page_only() -> None:
    part = page.Part("acts", "Acts")
    for number in range(page.SHOWN + 1):
        part.add({"number": number})
    assert (part.count, len(part.rows), part.is_cut) == (page.SHOWN + 1, page.SHOWN, True)


def test_the_page_costs_few_queries(client: Client, ada: User) -> None:
    client.post("/you/export/new/")
    assert cost(client, "/you/export/") <= 15
