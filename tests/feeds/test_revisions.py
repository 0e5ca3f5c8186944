"""What publishers and creators change is kept, a few versions of each."""

from datetime import timedelta

import pytest

from feeds.articles import update
from feeds.models import Article, Draft, Revision
from feeds.revisions import NEWEST
from feeds.studio.publish import publish
from feeds.types import Entry, Piece
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def edit(article: Article, title: str, *, hours: int = 1, html: str = "<p>A field was found.</p>") -> None:
    """The publisher's words for the article, so many hours later."""
    entry = Entry("rye", title, "https://bread.example/rye", content_html=html, text="A field was found.")
    update([(article.pk, Piece(article.feed_id or 0, entry, NOW + hours * HOUR))])
    article.refresh_from_db()


def draft() -> Draft:
    return Draft.objects.create(author=make.creator(), title="My rye", body="It grows.", edited_at=NOW)


@pytest.fixture
def article() -> Article:
    made = make.article(title="Rye is back", text="A field was found.")
    Article.objects.filter(pk=made.pk).update(created_at=NOW)
    return made


def headlines(article: Article) -> list[str]:
    return list(article.revisions.order_by("replaced_at", "pk").values_list("title", flat=True))


def test_the_words_before_an_edit_are_kept_with_their_time(article: Article) -> None:
    edit(article, "Rye is dear")
    edit(article, "Rye is gone", hours=3)
    (first, second) = article.revisions.order_by("replaced_at")
    assert (first.title, first.text, first.seen_at) == ("Rye is back", "A field was found.", NOW)
    assert (second.title, second.seen_at, second.replaced_at) == ("Rye is dear", NOW + HOUR, NOW + 3 * HOUR)
    assert article.edited_at == NOW + 3 * HOUR


def test_other_html_around_the_same_words_is_no_edit(article: Article) -> None:
    edit(article, "Rye is back", html="<div><p>A field was found.</p></div>")
    assert (article.edited_at, article.embed_due_at, headlines(article)) == (None, None, [])


def test_other_words_on_the_card_alone_are_held_but_are_no_edit(article: Article) -> None:
    html = "<div>A field was found.</div>"
    entry = Entry("rye", article.title, content_html=html, text=article.text, summary_text="Rye cures all.")
    update([(article.pk, Piece(article.feed_id or 0, entry, NOW + HOUR))])
    article.refresh_from_db()
    assert (article.visibility, article.assess_due_at, headlines(article)) == (Article.Visibility.HOLD, NOW + HOUR, [])


def test_of_many_versions_the_first_and_the_newest_stay(article: Article) -> None:
    for n in range(1, 40):
        edit(article, f"Rye: {n} fields", hours=n)
    newest = [f"Rye: {n} fields" for n in range(39 - NEWEST, 39)]
    assert headlines(article) == ["Rye is back", *newest]


def test_a_creators_edit_is_kept_too() -> None:
    it = draft()
    article = publish(it, now=NOW)
    Draft.objects.update(title="My oat")
    publish(it, now=NOW + HOUR)
    assert headlines(article) == ["My rye"]
    assert Article.objects.get().edited_at == NOW + HOUR


def test_a_post_published_again_without_a_change_has_no_history() -> None:
    it = draft()
    for hours in range(2):
        publish(it, now=NOW + hours * HOUR)
    assert not Revision.objects.exists()
