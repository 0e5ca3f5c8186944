"""The other rooms: search, following, feeds, stories, welcome, you, the feed out."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Feed, Story, Subscription
from ranking.models import Profile
from tests import make
from tests.aggregator.pages import cards, cost, newsroom, text

pytestmark = pytest.mark.django_db
Visibility = Article.Visibility


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def test_search_finds_words_and_marks_them(client: Client) -> None:
    make.article(title="Otters are back", published_at=timezone.now())
    assert "<mark>Otters</mark> are back" in text(client.get("/search/?q=otters"))


def test_parts_of_words_are_not_marked_for_they_are_not_searched(client: Client) -> None:
    make.article(title="The otters there", published_at=timezone.now())
    assert "<mark>The</mark> otters there" in text(client.get("/search/?q=the"))


@pytest.mark.parametrize("visibility", [Visibility.HOLD, Visibility.DROP, Visibility.LIMIT])
def test_search_and_the_feed_out_know_only_what_is_shown(client: Client, visibility: Visibility) -> None:
    article = make.article(title="Otters cure cancer", visibility=visibility, published_at=timezone.now())
    for address in ("/search/?q=otters", "/feed.xml"):
        assert article.title not in text(client.get(address))


@pytest.mark.parametrize("q", ["", " ", '"', "-", "((((", "a\0b", "x" * 5000, "%_'; --", "😀", "(a|b)*&!"])
def test_any_words_can_be_searched_for(client: Client, q: str) -> None:
    make.article(published_at=timezone.now())
    assert client.get("/search/", {"q": q, "page": "9999999"}).status_code == 200


def test_the_feed_out_is_a_feed_of_our_addresses(client: Client) -> None:
    article = make.article(published_at=timezone.now())
    answer = client.get("/feed.xml")
    root = ET.fromstring(answer.content)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert f"http://testserver{article.get_absolute_url()}" in text(answer)


def test_a_title_with_a_control_character_does_not_break_the_feed_out(client: Client) -> None:
    make.article(title="A bell\x07 rings", published_at=timezone.now())
    root = ET.fromstring(client.get("/feed.xml").content)
    assert [it.text for it in root.iterfind("{*}entry/{*}title")] == ["A bell rings"]


def test_nothing_lies_over_the_topics_of_a_newcomer(client: Client) -> None:
    newcomer = {"email": "nova@example.org", "password1": "quiet-harbour-77"}
    page = text(client.post("/accounts/signup/", newcomer, follow=True))
    assert "We wrote to nova@example.org" in page
    assert 'class="toast"' not in page


def test_the_address_that_takes_feeds_opens_as_a_form(client: Client, ada: User) -> None:
    assert 'name="url"' in text(client.get("/feeds/add/"))


def test_what_one_follows_comes_by_time(client: Client, ada: User) -> None:
    science, now = make.topic("science"), timezone.now()
    Subscription.objects.create(reader=ada, topic=science)
    old = make.article(title="Old news", topic=science, published_at=now - timedelta(days=3))
    new = make.article(title="New news", topic=science, published_at=now)
    other = make.article(title="Other news", topic=make.topic("sport"), published_at=now)
    page = text(client.get("/following/"))
    assert page.index(new.title) < page.index(old.title)
    assert other.title not in page


def test_who_follows_nothing_is_told_how_to_begin(client: Client, ada: User) -> None:
    assert "You follow nothing yet" in text(client.get("/following/"))


def test_an_address_becomes_a_feed_that_is_due_and_followed(client: Client, ada: User) -> None:
    answer = client.post("/feeds/add/", {"url": "Example.org/feed.xml"})
    feed = Feed.objects.get()
    assert (feed.url, feed.added_by) == ("https://example.org/feed.xml", ada)
    assert feed.next_fetch_at <= timezone.now()
    assert Subscription.objects.get(reader=ada).feed == feed
    assert "On its way" in text(client.get(answer["Location"]))


def test_an_address_that_is_known_is_followed_and_not_added_again(client: Client, ada: User) -> None:
    feed = make.feed(url="https://example.org/feed.xml")
    client.post("/feeds/add/", {"url": "https://example.org/feed.xml"})
    assert Subscription.objects.get(reader=ada).feed == feed


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://example.org/", "javascript:alert(1)", "https://", "https://x" + "x" * 2000, "a\0b"]
)
def test_what_is_no_address_is_refused_at_the_field(client: Client, ada: User, url: str) -> None:
    answer = client.post("/feeds/add/", {"url": url})
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert not Feed.objects.exists()


def test_a_feed_says_why_it_cannot_be_reached(client: Client) -> None:
    feed = make.feed(failures=2, last_error="The server said 404: nothing is there.")
    Feed.objects.update(last_fetched_at=timezone.now())
    assert "nothing is there" in text(client.get(f"/feeds/{feed.pk}/"))


def test_a_story_has_every_publisher_in_the_order_of_time(client: Client) -> None:
    story, now = make.story(), timezone.now()
    for hours, name in ((1, "Coast Radio"), (5, "Morning Post")):
        feed = make.feed(title=name)
        make.article(title=f"By {name}", feed=feed, story=story, published_at=now - timedelta(hours=hours))
    page = text(client.get(f"/stories/{story.pk}/"))
    assert page.index(">By Morning Post<") < page.rindex(">By Coast Radio<")


def test_the_cards_of_a_story_do_not_lead_back_to_it(client: Client) -> None:
    story = make.story()
    for name in ("Anvil", "Bell"):
        make.article(feed=make.feed(title=name), story=story)
    assert "The whole story" not in text(client.get(f"/stories/{story.pk}/"))


def test_a_story_of_which_nothing_is_shown_does_not_exist(client: Client) -> None:
    story = make.story()
    make.article(story=story, visibility=Visibility.HOLD)
    assert client.get(f"/stories/{story.pk}/").status_code == 404


def test_the_address_of_a_merged_story_leads_to_the_whole(client: Client) -> None:
    whole = make.story()
    make.article(story=whole)
    gone = Story.objects.create(title="The same bridge", merged_into=whole)
    assert client.get(f"/stories/{gone.pk}/")["Location"] == f"/stories/{whole.pk}/"


def test_a_topic_shows_its_own_articles_only(client: Client) -> None:
    newsroom(12)
    science = set(Article.objects.filter(topic__slug="science").values_list("pk", flat=True))
    assert {card[0] for card in cards(client.get("/topics/science/"))} == science


def test_a_new_reader_picks_topics_and_sees_a_page(client: Client, ada: User) -> None:
    make.topic("science")
    answer = client.post("/welcome/", {"topics": ["science"]})
    assert answer["Location"] == "/"
    assert Subscription.objects.get(reader=ada).topic == make.topic("science")


def test_a_new_reader_may_pick_nothing(client: Client, ada: User) -> None:
    assert client.post("/welcome/")["Location"] == "/"
    assert not Subscription.objects.exists()


def test_a_topic_that_is_not_there_is_refused_with_its_name(client: Client, ada: User) -> None:
    answer = client.post("/welcome/", {"topics": ["alchemy"]})
    assert answer.status_code == 422
    assert "alchemy" in text(answer)


def test_the_horizon_is_saved(client: Client, ada: User) -> None:
    client.post("/you/horizon/", {"horizon": "80"})
    assert Profile.objects.get(pk=ada.pk).horizon == 0.8


@pytest.mark.parametrize("value", ["", "x", "-1", "101", "1e9", "NaN"])
def test_a_horizon_that_is_none_is_refused_with_a_sentence(client: Client, ada: User, value: str) -> None:
    answer = client.post("/you/horizon/", {"horizon": value})
    assert answer.status_code == 422
    assert "between 0 and 100" in text(answer)


def test_what_was_learnt_is_shown_and_can_be_forgotten(client: Client, ada: User) -> None:
    article = make.article(topic=make.topic("science"))
    client.get(article.get_absolute_url())
    where = f"/you/forget/topic-{article.topic_id}/"
    assert where in text(client.get("/you/"))
    client.post(where)
    assert where not in text(client.get("/you/"))


def test_everything_that_was_learnt_can_be_forgotten(client: Client, ada: User) -> None:
    client.get(make.article(topic=make.topic("science")).get_absolute_url())
    client.post("/you/reset/")
    assert "Nothing yet." in text(client.get("/you/"))


def test_a_name_stands_beside_comments(client: Client, ada: User) -> None:
    client.post("/you/name/", {"name": "Ada of the harbour"})
    ada.refresh_from_db()
    assert str(ada) == "Ada of the harbour"


@pytest.mark.parametrize("room", ["/following/", "/saved/", "/you/"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client, room: str) -> None:
    assert client.get(room)["Location"] == f"/accounts/login/?next={room.replace('/', '%2F')}"


@pytest.mark.parametrize(
    "room", ["/topics/science/", "/search/?q=piece", "/following/", "/saved/", "/you/", "/welcome/"]
)
def test_no_room_costs_more_than_thirty_queries(client: Client, ada: User, room: str) -> None:
    newsroom(40)
    Subscription.objects.create(reader=ada, topic=make.topic("science"))
    assert cost(client, room) <= 30
