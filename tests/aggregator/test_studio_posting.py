"""What becomes of the words of a creator: drafts, posts, changes, and taking them back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from feeds.models import Article, Comment, Draft
from feeds.studio.markdown import to_html
from feeds.studio.publish import NothingToPostError, publish
from feeds.studio.withdraw import withdraw
from moderation import decide
from moderation.models import AuditRow
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
TEXT = "The lift in our house is broken again, so the **whole** staircase has begun to talk."


def draft(title: str = "A staircase talks", body: str = TEXT) -> Draft:
    return Draft.objects.create(author=make.creator(), title=title, body=body, edited_at=NOW)


def test_a_posted_article_is_held_until_it_was_embedded_and_assessed() -> None:
    article = publish(draft(), now=NOW)
    assert (article.origin, article.visibility) == (Article.Origin.CREATOR, Article.Visibility.HOLD)
    assert (article.embed_due_at, article.assess_due_at) == (NOW, None)
    assert (
        article.html
        == "<p>The lift in our house is broken again, so the <strong>whole</strong> staircase has begun to talk.</p>"
    )
    assert (article.language, article.word_count) == ("en", 16)


def test_posting_the_same_words_again_changes_nothing() -> None:
    it = draft()
    first = publish(it, now=NOW)
    Article.objects.filter(pk=first.pk).update(visibility=Article.Visibility.ALLOW, embed_due_at=None)
    again = publish(it, now=NOW + timedelta(minutes=1))
    assert (again.pk, again.visibility, again.embed_due_at) == (first.pk, Article.Visibility.ALLOW, None)
    assert Article.objects.count() == 1


def test_a_shown_post_goes_back_to_hold_when_its_words_change() -> None:
    it = draft()
    first = publish(it, now=NOW)
    Article.objects.filter(pk=first.pk).update(visibility=Article.Visibility.ALLOW, embed_due_at=None)
    Draft.objects.filter(pk=it.pk).update(body="Garlic cures everything.")
    changed = publish(it, now=NOW + timedelta(hours=1))
    assert (changed.visibility, changed.text) == (Article.Visibility.HOLD, "Garlic cures everything.")
    assert changed.embed_due_at == NOW + timedelta(hours=1)
    assert changed.published_at == NOW


def test_a_removed_post_stays_removed_when_its_words_change() -> None:
    it = draft()
    first = publish(it, now=NOW)
    Article.objects.filter(pk=first.pk).update(visibility=Article.Visibility.DROP)
    Draft.objects.filter(pk=it.pk).update(body="Other words.")
    assert publish(it, now=NOW).visibility == Article.Visibility.DROP


@pytest.mark.parametrize(("title", "body"), [("", TEXT), ("A headline", "  \n "), ("A headline", "---")])
def test_nothing_is_posted_without_a_headline_and_a_text(title: str, body: str) -> None:
    it = draft(title, body or "x")
    with pytest.raises(NothingToPostError):
        publish(it, now=NOW)
    assert not Article.objects.exists()


def test_an_empty_draft_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        draft("", "")


def test_tags_that_a_creator_types_do_nothing() -> None:
    html = to_html("Hello <script>alert(1)</script> [here](javascript:alert(1)) ![x](http://a.example/p.gif)")
    assert "<script" not in html
    assert "javascript:" not in html.replace("[here](javascript:alert(1))", "")


def test_withdrawing_takes_the_words_and_keeps_the_row() -> None:
    it = draft()
    article = publish(it, now=NOW)
    Comment.objects.create(article=article, author=make.reader(), body="Ours too.")
    it.refresh_from_db()
    decide.withdraw(article.pk, creator_id=it.author_id, now=NOW)
    withdraw(it)
    article.refresh_from_db()
    assert (article.text, article.visibility) == ("", Article.Visibility.DROP)
    assert not Draft.objects.exists()
    assert not Comment.objects.exists()
    assert AuditRow.objects.get().act == "withdrawn"


def test_withdrawing_takes_earlier_versions_too() -> None:
    it = draft()
    article = publish(it, now=NOW)
    Draft.objects.update(title="The staircase is silent")
    publish(it, now=NOW + timedelta(hours=1))
    it.refresh_from_db()
    withdraw(it)
    assert not article.revisions.exists()


def test_nobody_withdraws_the_article_of_somebody_else() -> None:
    article = publish(draft(), now=NOW)
    with pytest.raises(decide.DecisionRefusedError):
        decide.withdraw(article.pk, creator_id=make.creator("Eve").pk, now=NOW)
    article.refresh_from_db()
    assert article.text
