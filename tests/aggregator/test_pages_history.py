"""What readers and moderators see of edits and withdrawals."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from feeds.articles import update
from feeds.changes import Change, Kind, compare
from feeds.models import Article, Revision
from feeds.types import Entry, Piece
from moderation import pages, queue
from tests import make
from tests.aggregator.pages import text

pytestmark = pytest.mark.django_db
BEFORE = "The bakers found a field.\n\nIt is large."
AFTER = "The bakers found two fields.\n\nIt is large."


def edit(article: Article, title: str, words: str = AFTER) -> None:
    entry = Entry("1", title, content_html=f"<p>{words}</p>", text=words)
    update([(article.pk, Piece(article.feed_id or 0, entry, timezone.now()))])
    Article.objects.filter(pk=article.pk).update(visibility=Article.Visibility.ALLOW)


@pytest.fixture
def article() -> Article:
    made = make.article(title="Rye is back", text=BEFORE)
    edit(made, "Rye is back in two fields")
    return made


def test_a_comparison_names_what_came_and_what_went() -> None:
    assert compare(BEFORE, AFTER) == [
        Change(Kind.REMOVED, "The bakers found a field."),
        Change(Kind.ADDED, "The bakers found two fields."),
        Change(Kind.SAME, count=1),
    ]
    assert compare(BEFORE, BEFORE.replace("\n", " \n")) == []


def test_an_edited_article_says_so_with_its_earlier_headline(article: Article, client: Client) -> None:
    page = text(client.get(article.get_absolute_url()))
    assert "Edited" in page
    assert ">Rye is back</q>" in page
    assert f"{article.get_absolute_url()}history/" in page


def test_an_article_that_was_never_edited_says_nothing(client: Client) -> None:
    article = make.article()
    assert "Edited" not in text(client.get(article.get_absolute_url()))
    assert client.get(f"{article.get_absolute_url()}history/").status_code == 404


def test_the_history_shows_headline_and_paragraphs_before_and_after(article: Article, client: Client) -> None:
    page = text(client.get(f"{article.get_absolute_url()}history/"))
    for words in ("Rye is back</del>", "Rye is back in two fields</ins>", "a field.</del>", "two fields.</ins>"):
        assert words in page
    assert "1 paragraph unchanged" in page


def test_a_version_that_was_held_is_for_moderators(article: Article, client: Client) -> None:
    edit(article, "Bleach cures all", "Drink it.")
    Article.objects.update(visibility=Article.Visibility.HOLD)
    edit(article, "Rye is back in four fields")
    address = f"{article.get_absolute_url()}history/"
    page = text(client.get(article.get_absolute_url())) + text(client.get(address))
    assert "Rye is back in two fields</del>" in page
    assert "Bleach" not in page
    assert "Drink it." not in page
    client.force_login(make.moderator())
    assert "Bleach cures all</del>" in text(client.get(address))


def test_what_a_creator_changed_is_for_them_and_for_moderators(client: Client) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo, title="My neighbour Ada Smith", text=BEFORE)
    edit(article, "My neighbour")
    assert "Ada Smith" not in text(client.get(article.get_absolute_url()))
    answers = {None: 404, make.reader(): 404, cleo: 200, make.moderator(): 200}
    for person, status in answers.items():
        if person is not None:
            client.force_login(person)
        assert client.get(f"{article.get_absolute_url()}history/").status_code == status


def test_a_held_articles_history_is_not_there_for_readers(article: Article, client: Client) -> None:
    Article.objects.update(visibility=Article.Visibility.HOLD)
    assert client.get(f"{article.get_absolute_url()}history/").status_code == 404


def test_a_withdrawn_article_says_so_and_nothing_else(client: Client) -> None:
    article = make.article(title="Rye cures all", text="")
    Article.objects.update(withdrawn_at=timezone.now(), html="", summary="")
    answer = client.get(article.get_absolute_url())
    page = text(answer)
    assert answer.status_code == 410
    assert "has withdrawn this article" in page
    assert "Continue at the publisher" not in page
    assert "Read it at" not in page


def test_who_saved_a_withdrawn_article_still_finds_the_line(client: Client) -> None:
    article, ada = make.article(title="Rye cures all"), make.reader()
    client.force_login(ada)
    client.post(f"{article.get_absolute_url()}save/")
    Article.objects.update(withdrawn_at=timezone.now(), html="", text="", summary="")
    page = text(client.get("/saved/"))
    assert "Rye cures all" in page
    assert "has withdrawn this article" in page


def test_moderators_see_what_changed_since_the_decision(article: Article) -> None:
    max_ = make.moderator()
    make.decision(article, max_, Article.Visibility.ALLOW)
    edit(article, "Rye cures all", "Rye cures all.\n\nIt is large.")
    edit(article, "Rye cures everything", "Rye cures all.\n\nIt is large.")
    article.refresh_from_db()
    item = make.review_item(article)
    queue.lease(item.pk, max_.pk, now=timezone.now())
    found = pages.case(item.pk, max_.pk, now=timezone.now()).edit
    assert found is not None
    assert (found.title_before, found.title_after) == ("Rye is back in two fields", "Rye cures everything")
    assert [change.text for change in found.changes if change.kind == Kind.ADDED] == ["Rye cures all."]


def test_the_desk_prints_what_changed(article: Article, client: Client) -> None:
    max_ = make.moderator()
    item = make.review_item(article)
    client.force_login(max_)
    page = text(client.get(f"/moderation/items/{item.pk}/"))
    assert "Changed since it was published" in page
    assert "a field.</del>" in page


def test_old_versions_that_were_let_go_leave_a_note_without_a_link(article: Article, client: Client) -> None:
    Revision.objects.filter(replaced_at__lt=timezone.now() + timedelta(days=1)).delete()
    page = text(client.get(article.get_absolute_url()))
    assert "Edited" in page
    assert "What changed" not in page
