"""The end of an account: what goes, what stays, and that nothing in any table speaks of the person any more."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.db.models.functions import Cast
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import Device, Erasure, User
from aggregator.accounts.privacy import erase
from aggregator.accounts.privacy import export as exports
from feeds.models import Article, Comment, Draft, Subscription
from feeds.studio.publish import publish
from moderation import chain, reports
from moderation.models import AuditRow, Report
from ranking.models import ArticleStats, Event, Mute, Profile, Slate
from tests import make
from tests.aggregator.pages import newsroom, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
WORD = "Xanthorhiza"  # in everything that the person wrote, and in nothing else


@pytest.fixture
def cleo(client: Client) -> User:
    cleo = make.creator(WORD)
    client.force_login(cleo)
    return cleo


def lived(client: Client, cleo: User) -> Article:
    """A life here: read, liked, saved, commented, reported, muted, followed, posted, asked for a copy."""
    newsroom(6)
    client.get("/")
    article = make.article(topic=make.topic("science"))
    client.get(article.get_absolute_url())
    for act in ("like", "save"):
        client.post(f"/articles/{article.pk}/{act}/")
    make.comment(article, f"{WORD} says so.", cleo)
    reports.report(article.pk, reports.Reporter(cleo.pk), reason="health", note=f"{WORD} knows.", now=timezone.now())
    client.post("/you/mute/", {"word": WORD})
    Subscription.objects.create(reader=cleo, topic=article.topic)
    EmailAddress.objects.create(user=cleo, email=cleo.email, verified=True, primary=True)
    Authenticator.objects.create(user=cleo, type=Authenticator.Type.TOTP, data={"secret": WORD})
    draft = Draft.objects.create(author=cleo, title=WORD, body=f"{WORD} in the text.", edited_at=timezone.now())
    publish(draft, now=timezone.now())
    Draft.objects.create(author=cleo, title=f"Not yet: {WORD}", edited_at=timezone.now())
    exports.ask(cleo, now=timezone.now())
    exports.make_due(now=timezone.now())
    return article


def left(client: Client) -> None:
    client.post("/you/leave/", {"proof": make.PASSWORD})
    erase.finish_due(now=timezone.now())


def speaking(*needles: str) -> Iterator[str]:
    """Every column of every table in which one of these words still stands."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            if isinstance(column, CharField | TextField | JSONField):
                told = model._base_manager.annotate(told_text=Cast(column.name, TextField()))
                if any(told.filter(told_text__icontains=needle).exists() for needle in needles):
                    yield f"{model._meta.label}.{column.name}"


def test_nothing_in_any_table_speaks_of_the_person_any_more(client: Client, cleo: User) -> None:
    lived(client, cleo)
    known = cleo.email, WORD, cleo.public_id.hex
    assert "feeds.Comment.body" in set(speaking(*known))
    left(client)
    assert [it for it in speaking(*known) if not it.startswith("sessions.")] == []


def test_what_others_see_goes_and_what_they_count_stays(client: Client, cleo: User) -> None:
    article = lived(client, cleo)
    before = ArticleStats.objects.get(article=article)
    left(client)
    after = ArticleStats.objects.get(article=article)
    assert (after.plays, after.likes, after.comments) == (before.plays, before.likes, before.comments)
    assert Comment.objects.get(author=cleo).state == Comment.State.TAKEN_BACK
    assert Report.objects.get().note == ""
    assert Article.objects.get(creator=cleo).visibility == Article.Visibility.DROP
    assert Event.objects.filter(article=article, reader=None, kind=Event.Kind.LIKE).exists()
    for model in (Profile, Mute, Subscription, Draft, Device, EmailAddress, Authenticator):
        assert not model.objects.exists(), model
    assert not Slate.objects.filter(reader=cleo).exists()
    assert not Event.objects.filter(reader=cleo).exists()


def test_the_audit_stays_whole_and_has_the_act(client: Client, cleo: User) -> None:
    lived(client, cleo)
    left(client)
    assert AuditRow.objects.filter(act="erased", subject=f"user:{cleo.pk}", actor=cleo).count() == 1
    assert chain.verify().rows == AuditRow.objects.count()


def test_it_is_over_at_once_everywhere(client: Client, cleo: User) -> None:
    other = Client()
    other.force_login(cleo)
    other.get("/you/")
    answer = client.post("/you/leave/", {"proof": make.PASSWORD}, follow=True)
    assert "Your account is deleted" in text(answer)
    assert [it.get("/you/").status_code for it in (client, other)] == [302, 302]
    gone = Client().post("/accounts/login/", {"login": cleo.email, "password": make.PASSWORD})
    assert gone.status_code == 200
    cleo.refresh_from_db()
    assert not cleo.is_active
    assert str(cleo).startswith("Reader ")


@pytest.mark.parametrize("proof", ["", "wrong", "x" * 300, "a\0b"])
def test_without_the_password_nothing_goes(client: Client, cleo: User, proof: str) -> None:
    answer = client.post("/you/leave/", {"proof": proof})
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert not Erasure.objects.exists()


def test_who_has_no_password_types_the_address(client: Client, cleo: User) -> None:
    cleo.set_unusable_password()
    cleo.save()
    client.force_login(cleo)
    assert client.post("/you/leave/", {"proof": "wrong@example.org"}).status_code == 422
    assert client.post("/you/leave/", {"proof": f" {cleo.email.upper()} "}).status_code == 302


def test_guesses_of_the_password_end_after_a_few(client: Client, cleo: User) -> None:
    answers = [client.post("/you/leave/", {"proof": f"guess {n}"}).status_code for n in range(7)]
    assert answers[-1] == 429


def test_the_last_operator_stays_until_there_is_another(client: Client) -> None:
    olga = make.operator("Olga")
    client.force_login(olga)
    assert "Nobody else runs this site" in text(client.post("/you/leave/", {"proof": make.PASSWORD}))
    make.operator("Otto")
    assert client.post("/you/leave/", {"proof": make.PASSWORD}).status_code == 302


def test_a_worker_that_died_is_followed_by_another(client: Client, cleo: User) -> None:
    lived(client, cleo)
    now = timezone.now()
    erasure = erase.close(cleo, now=now)
    erase.finish(erasure, now=now)
    Erasure.objects.update(due_at=now, done_at=None)
    assert erase.finish_due(now=now) == 1
    assert Erasure.objects.get().done_at == now
    assert chain.verify()


def test_a_moderator_who_goes_leaves_what_they_decided(client: Client) -> None:
    max_ = make.moderator(WORD)
    made = make.decision(make.article(), max_, Article.Visibility.LIMIT, now=timezone.now())
    client.force_login(max_)
    left(client)
    made.refresh_from_db()
    assert made.moderator_id == max_.pk
    assert str(made.moderator).startswith("Reader ")
    assert chain.verify()
