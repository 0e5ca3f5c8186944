"""What was reported stays to be seen, whatever becomes of the text."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.retention import REPORTED, prune
from feeds.articles import update
from feeds.models import Article, Comment, CommentEdit
from feeds.types import Entry, Piece
from moderation import decide, pages, queue, reports, snapshots
from moderation.models import Report, ReviewItem, Snapshot
from moderation.types import Triage, Zone
from tests import make

pytestmark = pytest.mark.django_db
HARMFUL = "Garlic cures cancer within a week.\n\nEat it raw."
HARMLESS = "Garlic tastes well in a stew.\n\nEat it raw."
NO_DOUBT = Triage(Zone.QUEUE, 0.0, "Somebody should look.")


@pytest.fixture
def article() -> Article:
    return make.article(title="Garlic cures cancer", text=HARMFUL)


def report(article: Article, comment: Comment | None = None, *, reader: User | None = None) -> Report:
    who = reports.Reporter((reader or make.reader()).pk)
    about = comment.pk if comment is not None else None
    made = reports.report(article.pk, who, reason="health", comment_id=about, now=timezone.now())
    assert made is not None
    return made


def edit(article: Article, title: str = "Garlic in a stew", text: str = HARMLESS) -> None:
    entry = Entry("1", title, content_html=f"<p>{text}</p>", text=text)
    update([(article.pk, Piece(article.feed_id or 0, entry, timezone.now()))])


def shown(client: Client, item: ReviewItem) -> str:
    """The page of the item, without the marks on words that changed."""
    client.force_login(make.moderator("Max"))
    return re.sub("</?(del|ins)>", "", client.get(reverse("moderation-item", args=[item.pk])).text)


def test_an_edit_cannot_hide_what_was_reported(client: Client, article: Article) -> None:
    report(article)
    edit(article)
    page = shown(client, ReviewItem.objects.get())
    assert "As it was reported" in page
    assert "Garlic cures cancer within a week." in page
    assert "Garlic tastes well in a stew." in page
    assert "1 paragraph unchanged" in page
    assert "of an earlier text" in page


def test_seven_edits_hide_it_no_better_than_one(client: Client, article: Article) -> None:
    report(article)
    for number in range(7):
        edit(article, f"Garlic in a stew, part {number}", f"{HARMLESS} {number}")
    assert "within a week" in shown(client, ReviewItem.objects.get())


def test_a_text_that_was_edited_and_edited_back_is_shown_as_it_was_reported(client: Client, article: Article) -> None:
    item = queue.wait(article.pk, NO_DOUBT, visibility="allow", now=timezone.now())
    edit(article)
    report(article)
    edit(article, "Garlic cures cancer", HARMFUL)
    Article.objects.filter(pk=article.pk).update(content_hash=item.content_hash)
    assert "tastes well" in shown(client, item)


def test_what_was_doubted_is_kept_as_it_was_when_the_item_was_opened(client: Client, article: Article) -> None:
    item = queue.wait(article.pk, NO_DOUBT, visibility="allow", now=timezone.now())
    edit(article)
    assert "Changed since it was put before moderators" in shown(client, item)


def test_the_address_is_kept_too(client: Client, article: Article) -> None:
    report(article)
    Article.objects.filter(pk=article.pk).update(url="https://elsewhere.example/", content_hash="changed")
    page = shown(client, ReviewItem.objects.get())
    assert article.url in page
    assert "https://elsewhere.example/" in page


def test_nothing_is_compared_while_the_text_is_as_it_was(client: Client, article: Article) -> None:
    report(article)
    assert "As it was reported" not in shown(client, ReviewItem.objects.get())


def test_twenty_reports_of_one_text_keep_it_once(article: Article) -> None:
    for _ in range(20):
        report(article)
    assert Snapshot.objects.count() == 1


def test_a_reported_comment_is_shown_as_it_was(client: Client, article: Article) -> None:
    said = make.comment(article, "You are a liar.")
    report(article, said)
    CommentEdit.objects.create(comment=said, body=said.body, replaced_at=timezone.now())
    Comment.objects.filter(pk=said.pk).update(body="I see it otherwise.")
    page = shown(client, ReviewItem.objects.get())
    assert "You are a liar." in page
    assert "It was edited; it says now:" in page


def test_a_creator_who_takes_an_article_back_is_rid_of_what_was_kept() -> None:
    cleo = make.creator("Cleo")
    article = make.article(creator=cleo)
    report(article)
    decide.withdraw(article.pk, creator_id=cleo.pk, now=timezone.now())
    assert not Snapshot.objects.exists()


def test_what_was_reported_is_kept_while_it_waits_or_can_be_appealed_against(article: Article) -> None:
    report(article)
    now = timezone.now()
    assert prune(now=now + 2 * REPORTED).snapshots == 0
    make.decision(article, make.moderator(), Article.Visibility.DROP, now=now)
    assert prune(now=now + REPORTED - timedelta(days=1)).snapshots == 0
    assert prune(now=now + REPORTED + timedelta(days=1)).snapshots == 1


def test_an_item_with_reports_of_many_texts_costs_one_query_more(
    article: Article, django_assert_num_queries: Any
) -> None:
    item = queue.wait(article.pk, NO_DOUBT, visibility="allow", now=timezone.now())
    for number in range(4):
        edit(article, f"Garlic {number}", f"{HARMLESS} {number}")
        report(article)
    edit(article)
    article.refresh_from_db()
    with django_assert_num_queries(2):
        assert len(snapshots.earlier(article, item)) == 5
    assert pages.case(item.pk, make.moderator().pk, now=timezone.now()).edit is None
