"""One list of all that a reader is told: counted once, read once, and nothing in it that leads nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.notifications import tell, unread
from aggregator.notifications.models import Notification, Wishes
from feeds.models import Article, Comment, Subscription
from moderation import reports
from ranking.models import ArticleStats
from tests import make
from tests.aggregator.pages import cost, newsroom

pytestmark = pytest.mark.django_db
LIST = reverse("notifications")


@pytest.fixture
def ada(client: Client, cache: object) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def answered(by: str, comment: Comment, **more: str) -> Comment:
    said = make.comment(comment.article, f"{by} answers.", make.reader(by))
    Comment.objects.filter(pk=said.pk).update(parent=comment, **more)
    return said


def swept() -> int:
    return tell.tell(now=timezone.now())


def test_answers_to_a_comment_are_one_line(client: Client, ada: User) -> None:
    said = make.comment(make.article(), "What do you think?", ada)
    for name in ("Bo", "Cy"):
        answered(name, said)
    assert (swept(), swept()) == (1, 0)
    page = client.get(LIST).text
    assert "2 answers to your comment" in page
    assert "“What do you think?”" in page


def test_an_answer_that_waits_for_a_moderator_is_told_once_it_is_let_through(ada: User) -> None:
    held = answered("Bo", make.comment(make.article(), "Well?", ada), state="held")
    assert swept() == 0
    Comment.objects.filter(pk=held.pk).update(state="visible")
    assert swept() == 1


def test_who_answers_themselves_hears_nothing(ada: User) -> None:
    said = make.comment(make.article(), "Well?", ada)
    again = make.comment(said.article, "Nobody?", ada)
    Comment.objects.filter(pk=again.pk).update(parent=said)
    assert swept() == 0


def test_a_like_that_comes_and_goes_is_told_once(ada: User) -> None:
    post = make.article(creator=ada)
    stats = ArticleStats.objects.create(article=post, likes=1, heat_at=timezone.now())
    told = []
    for likes in (1, 0, 1, 2):
        ArticleStats.objects.filter(pk=stats.pk).update(likes=likes)
        told.append(swept())
    assert told == [1, 0, 0, 1]


def test_followers_are_counted_since_the_list_was_read(client: Client, ada: User) -> None:
    Subscription.objects.create(reader=make.reader("Bo"), creator=ada)
    swept()
    assert "1 reader follows you" in client.get(LIST).text
    client.post(reverse("notifications-read"))
    for name in ("Cy", "Di"):
        Subscription.objects.create(reader=make.reader(name), creator=ada)
    swept()
    assert "2 readers follow you" in client.get(LIST).text


def test_decisions_and_answers_to_reports_are_in_the_same_list(client: Client, ada: User) -> None:
    article, now = make.article(title="Garlic cures", creator=ada), timezone.now() - timedelta(hours=2)
    other = make.article(title="Masts kill")
    made = reports.report(other.pk, reports.Reporter(ada.pk), reason="health", now=now)
    assert made is not None
    max_ = make.moderator()
    for one in (article, other):
        make.decision(one, max_, Article.Visibility.DROP, now=now + timedelta(hours=1))
    page = client.get(LIST).text
    assert all(words in page for words in ("Garlic cures", "how to appeal", "Masts kill", "Thank you."))
    assert unread.unread(ada.pk) == 2


def test_the_bell_says_how_much_is_new_and_asks_once(client: Client, ada: User) -> None:
    newsroom(3)
    Subscription.objects.create(reader=make.reader("Bo"), creator=ada)
    swept()
    first = cost(client, "/")
    assert '<b class="count">1</b>' in client.get("/").text
    assert cost(client, "/") <= first - 1  # the number was kept
    client.post(reverse("notifications-read"))
    assert '<b class="count"></b>' in client.get("/").text


def test_going_where_a_line_leads_reads_it(client: Client, ada: User) -> None:
    said = make.comment(make.article(), "Well?", ada)
    answered("Bo", said)
    swept()
    line = Notification.objects.get()
    place = client.get(reverse("notification", args=[f"n{line.pk}"])).headers["Location"]
    assert place.endswith(f"#comment-{said.pk}")
    line.refresh_from_db()
    assert (line.seen, line.read_at is not None) == (1, True)


def test_what_came_while_the_page_was_open_stays_new(client: Client, ada: User) -> None:
    now = timezone.now()
    Notification.objects.create(recipient=ada, kind="follower", total=1, told_at=now)
    client.post(reverse("notifications-read"), {"until": int((now - timedelta(minutes=1)).timestamp())})
    assert unread.unread(ada.pk) == 1


@pytest.mark.parametrize("key", ["n1", "d1", "r1", "x1", "n", "n²", "n" + "9" * 40, "nonsense"])
def test_the_lines_of_others_are_not_there(client: Client, ada: User, key: str) -> None:
    Notification.objects.create(pk=1, recipient=make.reader("Bo"), kind="follower", total=1, told_at=timezone.now())
    assert client.get(reverse("notification", args=[key])).status_code == 404
    assert client.post(reverse("notifications-read"), {"key": key}).status_code == 404


def test_a_kind_that_is_not_wanted_is_neither_shown_nor_counted(client: Client, ada: User) -> None:
    Wishes.objects.create(reader=ada, shown=["story"])
    Notification.objects.create(recipient=ada, kind="follower", total=1, told_at=timezone.now())
    assert "follows you" not in client.get(LIST).text
    assert unread.unread(ada.pk) == 0


def test_a_line_about_what_was_removed_goes(client: Client, ada: User) -> None:
    said = make.comment(make.article(title="Garlic cures"), "Well?", ada)
    answered("Bo", said)
    swept()
    Article.objects.update(visibility="drop")
    unread.forget([ada.pk])
    assert "Garlic cures" not in client.get(LIST).text
    assert unread.unread(ada.pk) == 0


def test_a_hundred_lines_are_pages_of_a_fixed_cost(client: Client, ada: User) -> None:
    now = timezone.now()
    for n in range(45):
        said = make.comment(make.article(), f"Thought {n:02}", ada)
        at = now - timedelta(minutes=n)
        Notification.objects.create(recipient=ada, kind="reply", comment=said, total=1, told_at=at)
    assert [f"Thought {n:02}" in client.get(f"{LIST}?page=1").text for n in (19, 20, 39, 40)] == [
        False,
        True,
        True,
        False,
    ]
    assert client.get(f"{LIST}?page=99999999999").status_code == 200
    assert cost(client, LIST) <= 12
