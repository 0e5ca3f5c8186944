"""The library in the moderators' room, what the item page says of a match, and what readers are told once decided."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import queue
from moderation.models import AuditRow, Reference, ReferenceFeed, ReferenceMatch, ReviewItem
from moderation.visibility import context
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
LIBRARY = "/moderation/references/"
ADDED = {"claim": "Tea <b>cures</b> flu", "rating": "False", "publisher": "Facts", "url": "https://facts.example/1"}


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def room(client: Client, max_: User) -> Client:
    client.force_login(max_)
    return client


def acts() -> list[str]:
    return list(AuditRow.objects.order_by("pk").values_list("act", flat=True))


def test_an_empty_library_says_how_to_fill_it(room: Client) -> None:
    assert "import_references" in room.get(LIBRARY).text


def test_a_claim_is_added_as_text_and_noted(room: Client, max_: User) -> None:
    assert room.post(LIBRARY, ADDED).status_code == 302
    row = Reference.objects.get()
    assert (row.claim, row.verdict, row.added_by) == ("Tea cures flu", "false", max_)
    assert row.match_due_at is not None
    assert acts() == ["added_reference"]


@pytest.mark.parametrize(("field", "value"), [("url", "javascript:alert(1)"), ("claim", ""), ("harm", "huge")])
def test_what_cannot_be_added_is_said_and_kept_in_the_form(room: Client, field: str, value: str) -> None:
    page = room.post(LIBRARY, ADDED | {field: value})
    assert page.status_code == 400
    assert "Nothing was added" in page.text
    assert 'value="Facts"' in page.text
    assert not Reference.objects.exists()


def test_claims_are_found_by_their_words(room: Client) -> None:
    make.reference("Garlic cures cancer")
    make.reference("5G spreads the flu")
    page = room.get(LIBRARY, {"q": "garlic"}).text
    assert "Garlic cures cancer" in page
    assert "5G spreads" not in page


def test_strange_questions_are_answered(room: Client) -> None:
    make.reference()
    for asked in ({"q": "\0" * 9}, {"q": "%" * 999}, {"page": "-7"}, {"page": "many"}):
        assert room.get(LIBRARY, asked).status_code == 200


def test_a_claim_is_taken_out_put_back_and_called_harmful(room: Client) -> None:
    row = make.reference("The pope sold his car", harm=Reference.Harm.LOW)
    for act in ("out", "out", "back", "high", "high"):
        assert room.post(f"{LIBRARY}{row.pk}/", {"act": act}).status_code == 302
    row.refresh_from_db()
    assert (row.withdrawn_at, row.harm) == (None, "high")
    assert acts() == ["changed_reference"] * 3
    assert room.post(f"{LIBRARY}{row.pk}/", {"act": "eat"}).status_code == 404


def test_a_feed_of_fact_checks_is_followed_and_left(room: Client) -> None:
    for url in ("https://facts.example/feed", "no address"):
        assert room.post(f"{LIBRARY}feeds/", {"url": url}).status_code == 302
    feed = ReferenceFeed.objects.get()
    assert feed.due_at is not None
    assert room.post(f"{LIBRARY}feeds/", {"end": feed.pk}).status_code == 302
    assert not ReferenceFeed.objects.filter(due_at__isnull=False).exists()
    assert room.post(f"{LIBRARY}feeds/", {"end": "9" * 30}).status_code == 404


def taken(max_: User, article: Article) -> ReviewItem:
    item = make.review_item(article)
    return queue.lease(item.pk, max_.pk, now=timezone.now())


def test_the_item_page_shows_the_fact_check_and_how_alike_it_is(room: Client) -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    make.reference_match(article, make.reference("Garlic cures <cancer>"))
    page = room.get(f"/moderation/items/{make.review_item(article).pk}/").text
    for said in ("The Harbour Fact Check", "Garlic cures &lt;cancer&gt;", "90 % alike", "Says the same"):
        assert said in page
    assert "This is another claim" not in page  # nobody holds it


def test_who_holds_the_item_dismisses_a_match(room: Client, max_: User) -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    match = make.reference_match(article, make.reference())
    item = taken(max_, article)
    assert room.post(f"/moderation/items/{item.pk}/references/{match.pk}/dismiss/").status_code == 302
    match.refresh_from_db()
    assert match.dismissed_by == max_
    assert "dismissed_reference" in acts()
    assert "said that this is another claim" in room.get(f"/moderation/items/{item.pk}/").text


def test_who_does_not_hold_the_item_dismisses_nothing(room: Client) -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    match = make.reference_match(article, make.reference())
    item = make.review_item(article)
    room.post(f"/moderation/items/{item.pk}/references/{match.pk}/dismiss/")
    match.refresh_from_db()
    assert match.dismissed_at is None


def test_a_match_of_another_article_is_not_found(room: Client, max_: User) -> None:
    match = make.reference_match(make.article(), make.reference())
    item = taken(max_, make.article(visibility=Article.Visibility.HOLD))
    assert room.post(f"/moderation/items/{item.pk}/references/{match.pk}/dismiss/").status_code == 404


def test_readers_are_told_of_the_fact_check_once_a_moderator_has_decided(client: Client, max_: User) -> None:
    article = make.article(title="Garlic cures cancer")
    make.reference_match(article, make.reference("Garlic cures cancer"))
    assert "The Harbour Fact Check" not in client.get(article.get_absolute_url()).text
    make.decision(article, max_, Article.Visibility.ALLOW)
    page = client.get(article.get_absolute_url()).text
    assert "This article makes a claim that was checked:" in page
    assert "The Harbour Fact Check rates it: <b>False</b>." in page


def decided(max_: User) -> ReferenceMatch:
    article = make.article()
    match = make.reference_match(article, make.reference())
    make.decision(article, max_, Article.Visibility.ALLOW)
    assert context(article) == [match]
    return match


def test_readers_are_not_told_of_what_was_dismissed(max_: User) -> None:
    match = decided(max_)
    ReferenceMatch.objects.update(dismissed_by=max_, dismissed_at=NOW)
    assert context(match.article) == []


def test_readers_are_not_told_of_what_was_taken_out_or_of_another_text(max_: User) -> None:
    match = decided(max_)
    Reference.objects.update(withdrawn_at=NOW)
    assert context(match.article) == []
    Reference.objects.update(withdrawn_at=None)
    match.article.content_hash = "e" * 64
    assert context(match.article) == []


def test_the_library_costs_the_same_however_large_it_is(room: Client, django_assert_max_num_queries: object) -> None:
    for number in range(60):
        make.reference(f"Claim {number}")
    ReferenceFeed.objects.create(url="https://facts.example/feed", due_at=NOW + timedelta(days=1))
    room.get(LIBRARY)  # what is kept for the frame is kept from here on
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        room.get(LIBRARY)
