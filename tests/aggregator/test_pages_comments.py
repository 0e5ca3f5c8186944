"""What readers say under an article: threads, likes, a time to change words, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages.talk import EDIT
from feeds.models import Article, Comment, CommentEdit, CommentLike
from moderation import listen, reports
from moderation.models import Report, ReviewItem
from ranking.models import ArticleStats
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db
State = Comment.State
CURE = "Stop taking your insulin, cinnamon cured my diabetes in two weeks. Doctors hide this."


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


@pytest.fixture
def article() -> Article:
    return make.article(published_at=timezone.now())


def act(name: str, comment: Comment) -> str:
    return reverse(name, args=[comment.pk])


def test_an_answer_stands_under_what_it_answers(client: Client, ada: User, article: Article) -> None:
    first = make.comment(article, "The bridge is ugly.")
    make.comment(article, "It is late.")
    page = text(client.get(act("answer-comment", first)))
    assert "The bridge is ugly." in page
    answer = client.post(act("answer-comment", first), {"body": "I like it."})
    said = Comment.objects.get(parent=first)
    assert answer["Location"] == said.get_absolute_url()
    page = text(client.get(answer["Location"]))
    assert page.index("ugly") < page.index("I like it.") < page.index("It is late.")


def test_the_same_answer_twice_is_one(client: Client, ada: User, article: Article) -> None:
    first = make.comment(article)
    for _ in range(2):
        client.post(act("answer-comment", first), {"body": "Yes."})
    assert Comment.objects.filter(parent=first).count() == 1


def test_an_answer_to_what_is_gone_comes_back_with_its_words(client: Client, ada: User, article: Article) -> None:
    first = make.comment(article, "The bridge is ugly.")
    Comment.objects.filter(pk=first.pk).update(state=State.REMOVED)
    answer = client.post(act("answer-comment", first), {"body": "I like it."})
    assert answer.status_code == 422
    assert "not shown any more" in text(answer)
    assert "I like it." in text(answer)
    assert "ugly" not in text(answer)


@pytest.mark.parametrize("body", ["", "x" * 4001, "a\0b"])
@pytest.mark.parametrize("name", ["answer-comment", "change-comment"])
def test_what_cannot_be_taken_comes_back_with_a_sentence(
    client: Client, ada: User, article: Article, name: str, body: str
) -> None:
    mine = make.comment(article, author=ada)
    answer = client.post(act(name, mine), {"body": body})
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert Comment.objects.get().body == mine.body


def test_who_speaks_too_often_waits_and_keeps_the_words(
    cache: Any, client: Client, ada: User, article: Article
) -> None:
    said = [client.post(reverse("comments", args=[article.pk]), {"body": f"Number {n}"}) for n in range(7)]
    assert [it.status_code for it in said] == [302] * 6 + [429]
    assert "Number 6</textarea>" in text(said[-1])
    assert "Try again in" in text(said[-1])
    assert int(said[-1]["Retry-After"]) > 0


def test_who_was_signed_out_finds_their_words_again(client: Client, article: Article) -> None:
    where = reverse("comments", args=[article.pk])
    answer = client.post(where, {"body": "I was there."})
    assert answer["Location"].startswith("/accounts/login/?next=")
    sent = {"login": make.reader("Ada").email, "password": make.PASSWORD}
    client.post(answer["Location"], sent)
    assert "I was there.</textarea>" in text(client.get(article.get_absolute_url()))
    assert "I was there.</textarea>" not in text(client.get(article.get_absolute_url()))


def test_words_can_be_changed_for_a_while_and_moderators_know_those_before(
    client: Client, ada: User, article: Article
) -> None:
    mine = make.comment(article, "The brigde is open.", ada)
    assert "The brigde is open.</textarea>" in text(client.get(act("change-comment", mine)))
    page = text(client.post(act("change-comment", mine), {"body": "The bridge is open."}, follow=True))
    assert "The bridge is open." in page
    assert "edited" in page
    assert CommentEdit.objects.get().body == "The brigde is open."


def test_after_that_it_is_too_late(client: Client, ada: User, article: Article) -> None:
    mine = make.comment(article, "The brigde is open.", ada)
    Comment.objects.update(created_at=timezone.now() - EDIT)
    answer = client.post(act("change-comment", mine), {"body": "It is closed."})
    assert answer.status_code == 422
    assert "too late to change it" in text(answer)
    assert act("change-comment", mine) not in text(client.get(article.get_absolute_url()))


def test_what_a_moderator_let_stand_is_not_changed(client: Client, ada: User, article: Article) -> None:
    mine = make.comment(article, "The bridge is open.", ada)
    make.removal(mine, make.moderator("Max"))
    answer = client.post(act("change-comment", mine), {"body": "It is closed."})
    assert "too late" in text(answer)
    assert Comment.objects.get().body == "The bridge is open."


def test_changed_words_are_judged_anew(client: Client, ada: User, article: Article) -> None:
    client.post(reverse("comments", args=[article.pk]), {"body": "I was there."})
    page = text(client.post(act("change-comment", Comment.objects.get()), {"body": CURE}, follow=True))
    assert Comment.objects.get().state == State.HELD
    assert "a moderator reads your comment first" in page
    assert ReviewItem.objects.get().article == article
    assert ArticleStats.objects.get(pk=article.pk).comments == 0


def test_a_report_of_words_that_were_changed_since_is_not_answered_with_the_old_look(article: Article) -> None:
    said, now = make.comment(article, "The bridge is open."), timezone.now()
    make.decision(article, make.moderator(), Article.Visibility.ALLOW, now=now)
    Report.objects.create(
        article=article, comment=said, reporter=make.reader(), reason="other", weight=0.5, created_at=now
    )
    Comment.objects.update(body="Drink it.", edited_at=now + timedelta(minutes=1))
    who = reports.Reporter(make.reader("Ben").pk)
    made = reports.report(article.pk, who, reason="harm", comment_id=said.pk, now=now + timedelta(minutes=2))
    assert made is not None
    assert made.decided_at is None


def test_what_is_held_is_told_to_its_author_alone(client: Client, ada: User, article: Article) -> None:
    page = text(client.post(reverse("comments", args=[article.pk]), {"body": CURE}, follow=True))
    assert "Until then only you see it" in page
    assert "waits for a moderator; only you see it" in page
    for other in (Client(), Client()):
        page = text(other.get(article.get_absolute_url()))
        assert "cinnamon" not in page
        assert "comment-" + str(Comment.objects.get().pk) not in page
    assert not ArticleStats.objects.filter(pk=article.pk, comments__gt=0).exists()


def test_an_answer_to_what_was_held_later_does_not_tell_why_it_is_missing(client: Client, article: Article) -> None:
    first = make.comment(article, CURE)
    Comment.objects.create(article=article, author=make.reader(), body="Nonsense.", parent=first)
    listen.listen(first, now=timezone.now())
    page = text(client.get(article.get_absolute_url()))
    assert "This comment is not shown." in page
    assert "Nonsense." in page
    assert "moderator" not in page.partition('id="talk"')[2].partition("Nonsense.")[0]


def test_what_is_taken_back_is_gone_for_all_and_comes_back_by_undo(client: Client, ada: User, article: Article) -> None:
    client.post(reverse("comments", args=[article.pk]), {"body": "I was there."})
    mine = Comment.objects.get()
    page = text(client.post(act("take-back-comment", mine), follow=True))
    assert "Your comment is taken back." in page
    assert (Comment.objects.get().body, ArticleStats.objects.get(pk=article.pk).comments) == ("", 0)
    key = page.partition('name="undo" value="')[2].partition('"')[0]
    assert "I was there." in text(client.post(act("take-back-comment", mine), {"undo": key}, follow=True))
    assert ArticleStats.objects.get(pk=article.pk).comments == 1


@pytest.mark.parametrize("key", ["nonsense", "1", "x:y:z"])
def test_a_key_that_nobody_gave_out_brings_nothing_back(client: Client, ada: User, article: Article, key: str) -> None:
    mine = make.comment(article, author=ada)
    client.post(act("take-back-comment", mine))
    page = text(client.post(act("take-back-comment", mine), {"undo": key}, follow=True))
    assert "too late to bring it back" in page
    assert Comment.objects.get().state == State.TAKEN_BACK


def test_what_a_moderator_removed_is_kept_for_an_appeal(client: Client, ada: User, article: Article) -> None:
    mine = make.comment(article, author=ada)
    make.removal(mine, make.moderator("Max"))
    client.post(act("take-back-comment", mine))
    assert Comment.objects.get().state == State.REMOVED


def test_a_like_counts_once_and_can_be_taken_back(client: Client, ada: User, article: Article) -> None:
    said = make.comment(article)
    for _ in range(2):
        page = text(client.post(act("like-comment", said), headers={"HX-Request": "true"}))
    assert 'aria-pressed="true"' in page
    assert CommentLike.objects.get().reader == ada
    client.post(act("like-comment", said), {"undo": "1"})
    assert not CommentLike.objects.exists()


def test_nobody_likes_their_own_words(client: Client, ada: User, article: Article) -> None:
    client.post(act("like-comment", make.comment(article, author=ada)))
    assert not CommentLike.objects.exists()


@pytest.mark.parametrize("name", ["change-comment", "take-back-comment"])
def test_nobody_touches_the_words_of_others(client: Client, ada: User, article: Article, name: str) -> None:
    said = make.comment(article)
    assert client.post(act(name, said), {"body": "Mine now."}).status_code == 404
    assert Comment.objects.get().body == said.body


@pytest.mark.parametrize("name", ["answer-comment", "change-comment", "take-back-comment", "like-comment"])
def test_under_what_is_held_nothing_is_said(client: Client, ada: User, article: Article, name: str) -> None:
    said = make.comment(article, author=ada)
    Article.objects.update(visibility=Article.Visibility.HOLD)
    assert client.post(act(name, said), {"body": "Well."}).status_code == 404


def test_a_reader_is_led_to_the_page_a_comment_is_on(client: Client, article: Article) -> None:
    rob = make.reader("Rob")
    Comment.objects.bulk_create(Comment(article=article, author=rob, body=f"Remark {n}.") for n in range(120))
    last = Comment.objects.latest("pk")
    assert "Remark 119." not in text(client.get(article.get_absolute_url()))
    assert "Remark 119." in text(client.get(last.get_absolute_url()))
    assert "Remark 119." in text(client.get(f"{article.get_absolute_url()}?order=newest"))


@pytest.mark.parametrize(
    "asked", ["talk=999999999999", "talk=-1", "talk=x", "order=evil", "comment=99", "comment=a%00"]
)
def test_nonsense_in_the_address_is_the_nearest_page(client: Client, article: Article, asked: str) -> None:
    make.comment(article, "I was there.")
    assert "I was there." in text(client.get(f"{article.get_absolute_url()}?{asked}"))


def test_comments_do_not_cost_more_the_more_there_are(client: Client, ada: User, article: Article) -> None:
    first = make.comment(article)
    client.get(article.get_absolute_url())  # opened once, which is counted
    before = cost(client, article.get_absolute_url())
    rob = make.reader("Rob")
    Comment.objects.bulk_create(Comment(article=article, author=rob, body=f"{n}", parent=first) for n in range(40))
    assert cost(client, article.get_absolute_url()) == before <= 30
