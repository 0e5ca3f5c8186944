"""How a feed is doing, over every kind of trouble; the list of all feeds says the same as the page of one."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from feeds.fetch.troubles import of_status
from feeds.health import State, health_of, stories_of, with_health
from feeds.health.words import LABELS, advice, label, sentence
from feeds.models import Feed
from feeds.types import Because, Trouble
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=NOW.tzinfo)  # NOW is a Friday
SIX_HOURS = NOW + timedelta(hours=6)


def a_feed(**about: Any) -> Feed:
    """A feed that answers, and publishes, unless it is said otherwise."""
    newest_at = about.pop("newest_at", NOW - timedelta(hours=3))
    usual = {"last_fetched_at": NOW, "last_ok_at": NOW, "next_fetch_at": SIX_HOURS, "entries": 9, "usual_ms": 300}
    feed = make.feed()
    Feed.objects.filter(pk=feed.pk).update(**usual | about)
    if newest_at:
        make.article(feed=feed, published_at=newest_at)
    return Feed.objects.get(pk=feed.pk)


def failing(trouble: Trouble, **about: Any) -> dict[str, Any]:
    return {"failures": 4, "failing_since": TUESDAY, "trouble": trouble, "because": Because.ERRORS, **about}


REFUSED, FAILING = State.REFUSED, State.FAILING
CASES: dict[str, tuple[dict[str, Any], State, str]] = {
    "401": (failing(of_status(401)), REFUSED, "answered 401 since Tuesday: the publisher wants a password. Next try"),
    "402": (failing(of_status(402)), REFUSED, "the publisher wants to be paid"),
    "403": (
        failing(of_status(403)),
        REFUSED,
        "It has answered 403 since Tuesday: the publisher refuses robots. Next try in 6 hours.",
    ),
    "404": (failing(of_status(404)), FAILING, "answered 404 since Tuesday: there is no feed at this address"),
    "410": ({"state": "gone", "failures": 1, "failing_since": TUESDAY}, State.GONE, "(410, Tuesday). It is not asked"),
    "429": (
        failing(of_status(429), because=Because.RETRY_AFTER),
        REFUSED,
        "429 since Tuesday: the publisher wants fewer visits. The publisher asked to wait: next try in 6 hours.",
    ),
    "500": (failing(of_status(500)), FAILING, "has had an error of its own since Tuesday"),
    "503": (failing(of_status(503)), FAILING, "answered 503 since Tuesday"),
    "418": (failing(of_status(418)), FAILING, "something other than a feed"),
    "dns": (failing(Trouble.NAME), FAILING, "name of its server has not been found since Tuesday"),
    "connect": (failing(Trouble.CONNECTION), FAILING, "has taken no connection since Tuesday"),
    "tls": (failing(Trouble.CERTIFICATE), FAILING, "no valid certificate since Tuesday"),
    "time-out": (failing(Trouble.TIME), FAILING, "has not answered in time since Tuesday"),
    "too large": (failing(Trouble.SIZE), FAILING, "has been too large since Tuesday"),
    "no feed": (failing(Trouble.NOT_A_FEED), FAILING, "something that is no feed since Tuesday"),
    "challenge": (failing(Trouble.CHALLENGE), REFUSED, "a puzzle for people since Tuesday: robots are kept out"),
    "redirect loop": (failing(Trouble.REDIRECTS), FAILING, "redirects to nowhere since Tuesday"),
    "address refused": (failing(Trouble.ADDRESS), REFUSED, "has been refused since Tuesday"),
    "damaged": (failing(Trouble.BROKEN), FAILING, "damaged answers since Tuesday"),
    "too costly": (failing(Trouble.COSTLY), FAILING, "too much time or memory since Tuesday"),
    "not saved": (failing(Trouble.NOT_SAVED), FAILING, "could not be saved since Tuesday"),
    "no code": (failing(Trouble.NONE, failing_since=None), FAILING, "could not be fetched since noon"),
    "never worked": (failing(Trouble.TIME, last_ok_at=None), FAILING, "No fetch has worked so far. Next try in"),
    "due": (failing(Trouble.TIME, next_fetch_at=NOW), FAILING, "The next try is about to begin."),
    "slow": (
        {"usual_ms": 12_000},
        State.SLOW,
        "It answers slowly: it usually takes 12 seconds. Next fetch in 6 hours.",
    ),
    "empty": ({"entries": 0, "newest_at": None}, State.QUIET, "its document holds no articles"),
    "quiet": ({"newest_at": NOW - timedelta(days=200)}, State.QUIET, "has published nothing since 4 May"),
    "undated": ({"is_undated": True}, State.WELL, "Its articles have no dates"),
    "moving": ({"moved_to": "https://new.example/", "moved_count": 2}, State.WELL, "it moved to https://new.example/"),
    "moved": ({"state": "moved"}, State.MOVED, "It moved to the address of another feed"),
    "paused": ({"state": "paused"}, State.PAUSED, "It is paused"),
    "held": ({"because": Because.HELD}, State.POSTPONED, "its host asked this site to wait. Next fetch in 6 hours."),
    "held, over": ({"because": Because.HELD, "next_fetch_at": NOW}, State.WELL, "It answers."),
    "held, failing": (failing(Trouble.TIME, because=Because.HELD), FAILING, "has not answered in time"),
    "new": ({"last_fetched_at": None, "next_fetch_at": NOW}, State.NEW, "has not been fetched yet. The next try is"),
    "all elsewhere": ({"newest_at": None}, State.WELL, "It answers. Next fetch in 6 hours."),
    "of another version": (
        {
            **failing(Trouble.OTHER),
            "trouble": "solar flare",
            "because": "boredom",
            "last_error": "The sun was in the way.",
        },
        FAILING,
        "It could not be fetched since Tuesday. Next try in 6 hours.",
    ),
    "well": ({}, State.WELL, "It answers. Next fetch in 6 hours."),
}


@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_trouble_is_said_in_words(case: str) -> None:
    about, state, words = CASES[case]
    health = health_of(a_feed(**about), now=NOW)
    assert health.state == state
    assert words in sentence(health, now=NOW)


@pytest.mark.parametrize("case", CASES)
def test_the_list_and_the_page_agree(case: str) -> None:
    about, state, _words = CASES[case]
    feed = a_feed(**about)
    worry = with_health(Feed.objects.filter(pk=feed.pk), now=NOW).values_list("worry", flat=True).get()
    assert list(State)[worry] == health_of(feed, now=NOW).state == state


def test_every_trouble_has_words_of_its_own_and_none_is_left_out() -> None:
    said = {
        kind: sentence(health_of(a_feed(**failing(kind)), now=NOW), now=NOW)
        for kind in Trouble
        if kind not in {Trouble.NONE, Trouble.OTHER, Trouble.GONE}
    }
    assert len(set(said.values())) == len(said)
    assert not [kind for kind, words in said.items() if "could not be fetched" in words]


def test_every_state_has_a_label_and_a_tone() -> None:
    assert {label(state) for state in State} == {str(word) for word in LABELS.values()}
    assert {state.tone for state in State} == {"bad", "warn", "good", ""}


def test_a_time_that_ends_with_a_full_stop_ends_its_sentence() -> None:
    feed = a_feed(**failing(Trouble.TIME, failing_since=NOW - timedelta(hours=1)))
    assert "in time since 11 a.m. Next try in 6 hours." in sentence(health_of(feed, now=NOW), now=NOW)


def test_a_duplicate_names_the_feed_that_lives_there() -> None:
    feed = a_feed(state="moved", duplicate_of=make.feed(title="The Harbour Post").pk)
    assert "“The Harbour Post”, which the site has already" in sentence(health_of(feed, now=NOW), now=NOW)


def test_there_is_advice_only_where_a_person_can_do_something() -> None:
    assert "let this site in" in advice(health_of(a_feed(**failing(Trouble.FORBIDDEN)), now=NOW))
    assert advice(health_of(a_feed(**failing(Trouble.SERVER)), now=NOW)) == ""
    assert advice(health_of(a_feed(), now=NOW)) == ""


def test_a_feeds_part_in_stories_counts_what_others_tell_and_who_was_first() -> None:
    mine, other = make.feed(), make.feed()
    first, late, alone = make.story("a"), make.story("b"), make.story("c")
    for story, before, after in ((first, mine, other), (late, other, mine)):
        make.article(feed=before, story=story, published_at=NOW - timedelta(hours=2))
        make.article(feed=after, story=story, published_at=NOW - timedelta(hours=1))
    make.article(feed=mine, story=alone)
    make.article(feed=mine)
    stories = stories_of(mine, now=NOW)
    assert (stories.articles, stories.p_shared, stories.p_first) == (4, 0.5, 0.25)


def test_what_another_feed_owns_counts_for_each_feed_that_brings_it() -> None:
    owner, mine, story = make.feed(), make.feed(), make.story()
    told = make.article(feed=owner, story=story, published_at=NOW - timedelta(hours=1))
    make.sightings([told], feed=mine)
    assert [stories_of(feed, now=NOW).p_shared for feed in (owner, mine)] == [1, 1]


def test_a_feed_without_articles_has_no_part_in_stories() -> None:
    assert stories_of(make.feed(), now=NOW).p_shared == 0
