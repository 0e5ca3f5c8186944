"""The moderators' room: who may enter, what the pages say, and what they cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import queue, urls
from moderation.models import AuditRow, Decision, ReviewItem
from moderation.types import Span
from tests import make

pytestmark = pytest.mark.django_db
DROP = {"visibility": "drop", "reason": "unproven_cure", "note": ""}


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def room(client: Client, max_: User) -> Client:
    client.force_login(max_)
    return client


def held(title: str = "Garlic cures cancer", **given: Any) -> ReviewItem:
    return make.review_item(make.article(title=title, visibility=Article.Visibility.HOLD, **given))


def decision_form(item: ReviewItem) -> dict[str, str]:
    return {**DROP, "content_hash": item.article.content_hash}


def addresses() -> list[str]:
    return [reverse(str(route.name), kwargs=dict.fromkeys(route.pattern.converters, 1)) for route in urls.urlpatterns]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("number", range(len(urls.urlpatterns)))
def test_a_stranger_signs_in_first_and_a_reader_is_refused(client: Client, number: int, method: str) -> None:
    address = addresses()[number]
    ask: Callable[[str], HttpResponse] = getattr(client, method)
    assert ask(address).headers["Location"].startswith("/accounts/login/")
    for person in (make.reader(), make.creator(), make.operator()):
        client.force_login(person)
        assert ask(address).status_code == 403


def test_every_address_below_moderation_is_in_the_list_that_is_walked() -> None:
    below = [entry for entry in get_resolver().url_patterns if str(entry.pattern).startswith("moderation/")]
    assert [entry.urlconf_module for entry in below if isinstance(entry, URLResolver)] == [urls]
    assert len(below) == 1


def test_an_empty_queue_says_so_and_offers_the_log(room: Client) -> None:
    page = room.get("/moderation/").text
    assert "Nothing waits" in page
    assert reverse("moderation-log") in page


def test_the_queue_lists_what_waits_the_most_urgent_first(room: Client) -> None:
    make.review_item(make.article(title="Less urgent"), priority=0.2)
    make.review_item(make.article(title="More urgent"), priority=0.8)
    page = room.get("/moderation/").text
    assert page.index("More urgent") < page.index("Less urgent")


def test_beginning_leases_the_most_urgent_item_and_opens_it(room: Client, max_: User) -> None:
    item = held()
    answer = room.post("/moderation/next/")
    item.refresh_from_db()
    assert answer.headers["Location"] == reverse("moderation-item", args=[item.pk])
    assert item.leased_by == max_


def test_looking_at_an_item_takes_nothing_from_others(room: Client) -> None:
    item = held()
    assert "Take it" in room.get(reverse("moderation-item", args=[item.pk])).text
    item.refresh_from_db()
    assert item.leased_by is None


def test_each_look_at_an_item_is_in_the_audit(room: Client, max_: User) -> None:
    item = held()
    for _look in range(2):
        room.get(reverse("moderation-item", args=[item.pk]))
    looks = AuditRow.objects.filter(act="looked", actor=max_, subject=f"article:{item.article_id}")
    assert [look.detail for look in looks] == [{"item": item.pk}] * 2


def test_the_words_that_were_found_are_marked_and_explained(room: Client) -> None:
    item = held(text="It works.")
    make.assessment(item.article, spans=[Span(7, 19, "a remedy is said to cure")])
    page = room.get(reverse("moderation-item", args=[item.pk])).text
    assert '<mark tabindex="0" data-note="1" aria-describedby="why-1">cures cancer<' in page
    assert "a remedy is said to cure" in page


def test_marks_of_an_earlier_text_are_not_put_on_the_new_one(room: Client) -> None:
    item = held()
    make.assessment(item.article, spans=[Span(0, 5, "why")])
    Article.objects.update(content_hash="edited")
    page = room.get(reverse("moderation-item", args=[item.pk])).text
    assert "<mark" not in page
    assert "changed after it was assessed" in page


def test_the_comments_are_there_as_evidence_and_hidden_ones_are_not(room: Client) -> None:
    item = held()
    make.comment(item.article, "My doctor says no.")
    removed = make.comment(item.article, "Removed words.")
    type(removed).objects.filter(pk=removed.pk).update(state=removed.State.REMOVED)
    page = room.get(reverse("moderation-item", args=[item.pk])).text
    assert "My doctor says no." in page
    assert "Removed words." not in page


def test_a_decision_shows_at_once_and_the_next_item_opens(room: Client, max_: User) -> None:
    first, second = held(), held("Onions cure diabetes")
    queue.lease(first.pk, max_.pk, now=timezone.now())
    answer = room.post(reverse("moderation-decide", args=[first.pk]), decision_form(first))
    assert answer.headers["Location"] == reverse("moderation-item", args=[second.pk])
    assert Article.objects.get(pk=first.article_id).visibility == Article.Visibility.DROP


def test_after_the_last_item_the_empty_queue_opens(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    answer = room.post(reverse("moderation-decide", args=[item.pk]), decision_form(item), follow=True)
    assert "Nothing waits" in answer.text


def test_a_decision_without_a_reason_is_refused_and_the_note_is_kept(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    sent = {**decision_form(item), "reason": "", "note": "Half a thought"}
    answer = room.post(reverse("moderation-decide", args=[item.pk]), sent)
    assert answer.status_code == 400
    assert "Choose a reason" in answer.text
    assert "Half a thought" in answer.text
    assert not Decision.objects.exists()


def test_an_item_that_another_holds_is_refused_with_the_name_of_the_holder(room: Client) -> None:
    item = held()
    queue.lease(item.pk, make.moderator("Mina").pk, now=timezone.now())
    for name in ("moderation-take", "moderation-decide"):
        answer = room.post(reverse(name, args=[item.pk]), decision_form(item))
        assert answer.status_code == 409
        assert "Mina is looking at this one" in answer.text
    assert not Decision.objects.exists()


def test_a_form_sent_twice_decides_once_and_the_second_answer_says_so(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    room.post(reverse("moderation-decide", args=[item.pk]), decision_form(item))
    answer = room.post(reverse("moderation-decide", args=[item.pk]), decision_form(item))
    assert answer.status_code == 409
    assert "decided already" in answer.text
    assert Decision.objects.count() == 1


def test_a_lease_that_ran_out_decides_nothing_and_keeps_what_was_written(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now() - queue.LEASE)
    sent = {**decision_form(item), "note": "Half a thought"}
    answer = room.post(reverse("moderation-decide", args=[item.pk]), sent)
    assert answer.status_code == 409
    assert "It is yours again" in answer.text
    assert "Half a thought" in answer.text
    assert not Decision.objects.exists()


def test_skipping_passes_an_item_over_until_the_round_is_over(room: Client) -> None:
    first, second = held(), held("Onions cure diabetes")
    room.post("/moderation/next/")
    there = room.post("/moderation/next/", {"skip": first.pk}).headers["Location"]
    back = room.post("/moderation/next/", {"skip": second.pk}).headers["Location"]
    assert [there, back] == [reverse("moderation-item", args=[item.pk]) for item in (second, first)]


def test_giving_back_frees_the_item(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    room.post(reverse("moderation-give-back", args=[item.pk]))
    assert ReviewItem.objects.free(timezone.now()).contains(item)


def test_a_heartbeat_answers_with_the_seconds_left_or_with_who_has_it(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    assert room.post(reverse("moderation-heartbeat", args=[item.pk])).json() == {"seconds": 600}
    ReviewItem.objects.update(leased_by=make.moderator("Mina"))
    answer = room.post(reverse("moderation-heartbeat", args=[item.pk]))
    assert (answer.status_code, answer.json()) == (409, {"error": "Mina is looking at this one now."})


def test_the_log_names_what_why_and_who_and_opens_a_decision_again(room: Client, max_: User) -> None:
    made = make.decision(make.article(title="Garlic cures cancer"), max_, Article.Visibility.DROP)
    page = room.get(reverse("moderation-log")).text
    assert all(words in page for words in ("Garlic cures cancer", "Claims a cure without evidence", "Removed", "Max"))
    answer = room.post(reverse("moderation-reopen", args=[made.article_id]))
    assert answer.headers["Location"] == reverse("moderation-item", args=[ReviewItem.objects.open().get().pk])


@pytest.mark.parametrize("page", ["0", "x", "999999999999999999999", "-1", "²"])
def test_a_nonsense_page_of_the_log_is_a_page_of_the_log(room: Client, page: str) -> None:
    assert room.get(reverse("moderation-log"), {"page": page}).status_code == 200


@pytest.mark.parametrize("skip", ["x", "²", "99999999999999999999", "9" * 5000, "-1"])
def test_skipping_nonsense_is_harmless(room: Client, skip: str) -> None:
    assert room.post("/moderation/next/", {"skip": skip}).status_code == 302


@pytest.mark.parametrize("name", ["take", "give-back", "heartbeat", "decide", "reopen"])
def test_what_does_not_exist_is_not_found(room: Client, name: str) -> None:
    assert room.post(reverse(f"moderation-{name}", args=[404])).status_code == (302 if name == "give-back" else 404)


@pytest.mark.parametrize(("name", "cost"), [("moderation", 13), ("moderation-item", 23), ("moderation-log", 3)])
@pytest.mark.parametrize("rows", [1, 6])
def test_a_page_costs_the_same_however_much_waits(
    *, room: Client, max_: User, django_assert_num_queries: Callable[..., Any], name: str, cost: int, rows: int
) -> None:
    for number in range(rows):
        item = held(f"Article {number}")
        make.comment(item.article)
        make.assessment(item.article)
        make.decision(make.article(creator=make.creator()), max_, Article.Visibility.DROP)
    address = reverse(name, args=[item.pk] if name == "moderation-item" else [])
    room.get(address)
    with django_assert_num_queries(cost):
        room.get(address)


def test_an_item_shows_how_other_publishers_tell_the_same_event(room: Client) -> None:
    item, story = held("Garlic cures a cold"), make.story()
    Article.objects.filter(pk=item.article_id).update(story=story)
    make.article(title="Doctors doubt that garlic cures colds", story=story)
    make.article(title="Garlic cures a cold, part two", feed=item.article.feed, story=story)
    page = room.get(reverse("moderation-item", args=[item.pk])).text
    assert "Doctors doubt that garlic cures colds" in page
    assert "part two" not in page
