"""The reading view."""

import pytest
from django.test import Client
from django.utils import timezone

from feeds.models import Article, Comment
from ranking.models import ArticleStats, Event
from tests import make
from tests.aggregator.pages import cards, cost, newsroom, text
from tests.ranking import build

pytestmark = pytest.mark.django_db
Visibility = Article.Visibility


def test_opening_from_a_card_is_recorded_once(client: Client) -> None:
    newsroom(5)
    article, _slot, _kind, i = cards(client.get("/"))[0]
    for _ in range(2):
        client.get(f"/articles/{article}/?i={i}")
    play = Event.objects.get(kind=Event.Kind.PLAY)
    assert (play.article_id, play.impression_id) == (article, i)


def test_the_impression_of_somebody_else_does_not_count(client: Client) -> None:
    newsroom(5)
    article, _slot, _kind, i = cards(Client().get("/"))[0]
    assert client.get(f"/articles/{article}/?i={i}").status_code == 200
    assert not Event.objects.filter(impression=i).exists()


@pytest.mark.parametrize("i", ["x", "-1", "0", "9" * 30, "1;2"])
def test_an_impression_that_makes_no_sense_is_passed_over(client: Client, i: str) -> None:
    article = make.article()
    assert client.get(f"/articles/{article.pk}/", {"i": i}).status_code == 200


def test_a_reader_who_comes_by_the_address_has_opened_it_once(client: Client) -> None:
    article = make.article()
    client.force_login(make.reader())
    client.get(article.get_absolute_url())
    client.get(article.get_absolute_url())
    assert ArticleStats.objects.get(pk=article.pk).plays == 1


@pytest.mark.parametrize("visibility", [Visibility.HOLD, Visibility.DROP])
def test_readers_cannot_open_what_is_held_or_removed(client: Client, visibility: Visibility) -> None:
    article = make.article(visibility=visibility)
    client.force_login(make.reader())
    assert client.get(article.get_absolute_url()).status_code == 404


def test_its_creator_opens_a_held_article_and_is_told(client: Client) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo, visibility=Visibility.HOLD)
    client.force_login(cleo)
    assert "Held for review" in text(client.get(article.get_absolute_url()))


def test_a_moderator_opens_a_held_article_and_nothing_is_counted(client: Client) -> None:
    article = make.article(visibility=Visibility.HOLD)
    make.review_item(article)
    client.force_login(make.moderator())
    assert client.get(article.get_absolute_url()).status_code == 200
    assert not Event.objects.exists()


def test_a_limited_article_can_be_read_and_says_why_it_is_not_recommended(client: Client) -> None:
    article = make.article(visibility=Visibility.LIMIT)
    assert "Under review" in text(client.get(article.get_absolute_url()))


def test_a_picture_is_never_asked_of_another_host(client: Client) -> None:
    article = make.article()
    article.html = '<p>Look:</p><img src="https://tracker.example/a.gif" alt="A &quot;red&quot; bridge"><img src="x">'
    article.save(update_fields=["html"])
    page = text(client.get(article.get_absolute_url()))
    assert "tracker.example" not in page
    assert "A &quot;red&quot; bridge" in page


def test_the_text_of_a_publisher_is_printed_as_it_was_cleaned(client: Client) -> None:
    article = make.article()
    assert article.html in text(client.get(article.get_absolute_url()))


def test_a_title_is_escaped_everywhere(client: Client) -> None:
    article = make.article(title="<script>alert(1)</script>", published_at=timezone.now())
    for address in ("/", article.get_absolute_url(), "/search/?q=script"):
        assert "<script>alert" not in text(client.get(address))


def test_what_comes_next_is_the_next_card_of_the_page(client: Client) -> None:
    newsroom(5)
    first, second = cards(client.get("/"))[:2]
    page = text(client.get(f"/articles/{first[0]}/?i={first[3]}"))
    assert f"/articles/{second[0]}/?i={second[3]}" in page


def test_a_reader_comments_and_is_brought_to_it(client: Client) -> None:
    article = make.article()
    client.force_login(make.reader("Ada"))
    answer = client.post(f"/articles/{article.pk}/comments/", {"body": "I was there."})
    said = Comment.objects.get()
    assert answer["Location"] == f"{article.get_absolute_url()}?comment={said.pk}#comment-{said.pk}"
    assert "I was there." in text(client.get(article.get_absolute_url()))


def test_comments_of_one_network_share_a_key_that_holds_no_address(client: Client) -> None:
    article = make.article()
    for name in ("Ada", "Ben"):
        client.force_login(make.reader(name))
        client.post(f"/articles/{article.pk}/comments/", {"body": f"{name} was there."}, REMOTE_ADDR="203.0.113.7")
    first, second = Comment.objects.values_list("network", flat=True)
    assert first == second != ""
    assert "203.0.113" not in first


def test_the_same_comment_twice_is_one_comment(client: Client) -> None:
    article = make.article()
    client.force_login(make.reader())
    for _ in range(2):
        client.post(f"/articles/{article.pk}/comments/", {"body": "I was there."})
    assert Comment.objects.count() == 1
    assert ArticleStats.objects.get(pk=article.pk).comments == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("", "Write something first."), ("   ", "Write something first."), ("x" * 4001, "Shorten it"), ("a\0b", "Null")],
)
def test_a_comment_that_cannot_be_taken_comes_back_with_a_sentence(client: Client, body: str, sentence: str) -> None:
    article = make.article()
    client.force_login(make.reader())
    answer = client.post(f"/articles/{article.pk}/comments/", {"body": body})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("words", "end", "continues"),
    [
        ("All is told. " * 40, "We checked. It does.", False),
        ("All is told. " * 40, "And then the door […]", True),
        ("All is told. " * 40, "And then the door opened... Read more »", True),
        ("One sentence.", "", True),
    ],
)
def test_only_a_teaser_continues_at_its_publisher(client: Client, words: str, end: str, *, continues: bool) -> None:
    article = make.article(text=words + end)
    assert ("Continue at the publisher" in text(client.get(article.get_absolute_url()))) is continues


def test_a_held_comment_is_seen_by_its_author_alone(client: Client) -> None:
    ada, article = make.reader("Ada"), make.article()
    Comment.objects.create(article=article, author=ada, body="Buy my pills", state=Comment.State.HELD)
    assert "Buy my pills" not in text(client.get(article.get_absolute_url()))
    client.force_login(ada)
    assert "only you see it" in text(client.get(article.get_absolute_url()))


@pytest.mark.parametrize("is_told_by_others", [True, False])
def test_an_article_with_everything_costs_at_most_thirty_queries(client: Client, *, is_told_by_others: bool) -> None:
    newsroom(30)
    ada, story = make.reader("Ada"), make.story() if is_told_by_others else None
    client.force_login(ada)
    key, _slot, _kind, i = cards(client.get("/"))[0]
    found = Article.objects.get(pk=key)
    make.article(feed=make.feed(), story=story)
    for one in (found, make.article()):
        build.embed(one, build.vectors(1, 1)[0])
    Article.objects.filter(pk=key).update(story=story, edited_at=timezone.now(), url="https://video.example/1")
    make.assessment(found)
    make.review_item(found)
    first = make.comment(found)
    Comment.objects.create(article=found, author=ada, body="No.", parent=first)
    assert cost(client, f"/articles/{key}/?i={i}") <= 30
    page = text(client.get(f"/articles/{key}/?i={i}"))
    assert ("The same story elsewhere" if is_told_by_others else "More about this") in page


def test_an_article_costs_at_most_thirty_queries(client: Client) -> None:
    newsroom(30)
    client.force_login(make.reader())
    article, _slot, _kind, i = cards(client.get("/"))[0]
    assert cost(client, f"/articles/{article}/?i={i}") <= 30
