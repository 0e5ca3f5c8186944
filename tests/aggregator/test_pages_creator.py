"""The page of a creator, and following one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Subscription
from ranking import profiles
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cleo() -> User:
    return make.creator("Cleo <b>")


def page_of(person: User) -> str:
    return reverse("creator", args=[person.public_id])


def posts(cleo: User, count: int = 1) -> list[Article]:
    now, topic = timezone.now(), make.topic("science")
    return [
        make.article(title=f"Post {n}", creator=cleo, topic=topic, published_at=now - timedelta(hours=n))
        for n in range(count)
    ]


def test_it_has_their_posts_newest_first_and_what_they_write_about(client: Client, cleo: User) -> None:
    posts(cleo, 3)
    page = text(client.get(page_of(cleo)))
    assert page.index("Post 0") < page.index("Post 2")
    assert "3 posts since" in page
    assert 'href="/topics/science/"' in page.partition("<main")[2]
    assert "Cleo &lt;b&gt;" in page


def test_more_posts_than_a_page_has_are_reached_by_plain_links(client: Client, cleo: User) -> None:
    posts(cleo, 25)
    assert 'rel="next" href="?page=1"' in text(client.get(page_of(cleo)))
    assert "Post 24" in text(client.get(f"{page_of(cleo)}?page=1"))
    assert "That is all for now" in text(client.get(f"{page_of(cleo)}?page=7"))


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.LIMIT, Article.Visibility.DROP])
def test_what_is_not_recommended_is_not_listed(client: Client, cleo: User, visibility: Article.Visibility) -> None:
    make.article(title="Otters cure cancer", creator=cleo, visibility=visibility)
    assert "Otters" not in text(client.get(page_of(cleo)))


def test_readers_and_closed_accounts_have_no_page(client: Client, cleo: User) -> None:
    posts(cleo)
    User.objects.filter(pk=cleo.pk).update(is_active=False)
    client.force_login(make.reader("Eve"))
    for person in (make.reader(), cleo):
        assert client.get(page_of(person)).status_code == 404
        assert client.post(reverse("follow-creator", args=[person.public_id])).status_code == 404


def test_a_creator_is_followed_from_a_post_and_learnt_at_once(client: Client, cleo: User) -> None:
    ada, post = make.reader("Ada"), posts(cleo)[0]
    client.force_login(ada)
    follow = reverse("follow-creator", args=[cleo.public_id])
    assert f'hx-post="{follow}"' in text(client.get(post.get_absolute_url()))
    assert 'aria-pressed="true"' in text(client.post(follow, {"article": post.pk}, headers=HTMX))
    assert Subscription.objects.get(reader=ada).creator == cleo
    assert profiles.taste(ada.pk).authors[f"creator-{cleo.pk}"].clicks > 2  # beside the opening
    assert page_of(cleo) in text(client.get("/following/"))
    client.post(follow, {"undo": "1"})
    assert not Subscription.objects.exists()


def test_nobody_follows_themselves(client: Client, cleo: User) -> None:
    client.force_login(cleo)
    assert client.post(reverse("follow-creator", args=[cleo.public_id])).status_code == 404
    assert "follow/" not in text(client.get(page_of(cleo))).partition("<main")[2]


def test_it_costs_at_most_thirty_queries(client: Client, cleo: User) -> None:
    posts(cleo, 25)
    client.force_login(make.reader())
    assert cost(client, page_of(cleo)) <= 30
