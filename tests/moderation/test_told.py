"""Creators are told at once what became of a post, from the post to the page and the letter, and when it ends."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from aggregator.accounts.models import User
from aggregator.letters import send_due
from feeds.models import Article, Draft
from feeds.studio.publish import publish
from moderation import notices, reports, tasks
from moderation.assess import assess_many
from moderation.decide import lift
from moderation.models import Decision, Letter, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
CURE = "Garlic juice cures cancer in three days. Drink garlic juice and your tumour is gone."
FALSE = "The measles vaccine causes autism in children. Vaccines cause autism, and the doctors know it."
DAY = timedelta(hours=24)


@pytest.fixture
def cleo() -> User:
    person = make.creator("Cleo")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def posted(cleo: User, body: str) -> Article:
    """As the studio posts it and the sweeps assess it."""
    sheet = Draft.objects.create(author=cleo, title=body.split(".", maxsplit=1)[0], body=body, edited_at=NOW)
    article = publish(sheet, now=NOW)
    Article.objects.filter(pk=article.pk).update(embed_due_at=None, assess_due_at=NOW)
    assert tasks.assess_due() == 1
    article.refresh_from_db()
    return article


def read(client: Client, person: User) -> str:
    client.force_login(person)
    return client.get("/notifications/").text


def test_a_hold_is_told_at_once_and_that_a_moderator_decides(client: Client, cleo: User) -> None:
    article = posted(cleo, CURE)
    assert article.visibility == Article.Visibility.HOLD
    page = read(client, cleo)
    for words in ("Your article is held back.", "Found and decided by a program. A moderator will look at it."):
        assert words in page
    statement = client.get(f"/decisions/{Decision.objects.get().pk}/").text
    assert "Until a moderator decides. It does not end by itself." in statement
    assert (
        "Only you and the moderators can read it until one of them decides."
        in client.get(article.get_absolute_url()).text
    )
    send_due(now=Decision.objects.get().created_at)
    assert "Until a moderator decides." in mail.outbox[0].body


def test_a_limit_is_told_at_once_with_its_reason_and_its_end(client: Client, cleo: User) -> None:
    article = posted(cleo, FALSE)
    made = Decision.objects.get()
    assert (article.visibility, made.ends_at) == (Article.Visibility.LIMIT, made.created_at + DAY)
    page = read(client, cleo)
    for words in ("is not recommended to readers", made.get_reason_display(), "It ends by itself at that time"):
        assert words in page
    assert made.facts
    assert made.facts in client.get(f"/decisions/{made.pk}/").text
    assert "Under review." in client.get(article.get_absolute_url()).text


def test_the_end_of_a_limit_is_told_too(client: Client, cleo: User) -> None:
    article = posted(cleo, FALSE)
    ends_at = Decision.objects.get().ends_at
    assert ends_at is not None
    assert lift(now=ends_at) == 1
    page = read(client, cleo)
    assert "Your article is shown to readers." in page
    assert "The limit came to its end and no moderator had confirmed it" in page
    assert send_due(now=ends_at) == 1
    assert (Letter.objects.count(), mail.outbox[0].subject) == (2, "Broadsheet: 2 things were decided")
    assert ReviewItem.objects.open().filter(article=article).exists()


def test_what_is_clear_is_told_to_nobody(cleo: User) -> None:
    posted(cleo, "The ferry ran again this morning after the crew had repaired the pump.")
    assert not notices.for_person(cleo.pk, now=NOW).exists()
    assert not Letter.objects.exists()


def test_assessing_the_same_words_again_tells_nothing_again(cleo: User) -> None:
    article = posted(cleo, CURE)
    for _ in range(3):
        assess_many([article.pk], now=NOW)
    assert notices.for_person(cleo.pk, now=NOW).count() == 1


def test_a_reporter_reads_the_answer_on_their_page(client: Client, cleo: User) -> None:
    article, ada = make.article(title="Onions", creator=cleo), make.reader("Ada")
    client.force_login(ada)
    assert "Waits for a moderator." not in client.get("/you/reports/").text
    reports.report(article.pk, reports.Reporter(ada.pk), reason="harm", now=NOW)
    assert "Waits for a moderator." in client.get("/you/reports/").text
    make.decision(article, make.moderator(), Article.Visibility.DROP)
    assert '<span class="badge">1</span>' in client.get("/you/").text
    assert "restricted the article. Thank you." in client.get("/you/reports/").text
    assert '<span class="badge">1</span>' not in client.get("/you/").text
