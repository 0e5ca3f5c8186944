"""What a reader muted stays off their page, and only off theirs."""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from ranking import profiles
from ranking.models import Mute, Slate
from ranking.recommend import recommend
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def page(reader_id: int, minutes: int = 0, topic_id: int | None = None) -> Slate:
    now = NOW + timedelta(minutes=minutes)
    return recommend(reader_id=reader_id, visitor="", now=now, rng=Random(1), topic_id=topic_id)


def titles(slate: Slate) -> set[str]:
    return set(slate.impressions.values_list("article__title", flat=True))


def test_a_muted_topic_is_on_no_page_but_its_own() -> None:
    sport, ada = make.topic("sport"), make.reader()
    make.article(title="A cup final", topic=sport)
    make.article(title="A comet", topic=make.topic("science"))
    profiles.mute(ada.pk, topic_id=sport.pk, now=NOW)
    assert titles(page(ada.pk)) == {"A comet"}
    assert titles(page(ada.pk, topic_id=sport.pk)) == {"A cup final"}


def test_a_muted_feed_is_on_no_page_of_its_reader_and_on_all_others() -> None:
    ada, ben, loud = make.reader(), make.reader("Ben"), make.article(title="Loud")
    profiles.mute(ada.pk, feed_id=loud.feed_id, now=NOW)
    assert titles(page(ada.pk)) == set()
    assert titles(page(ben.pk)) == {"Loud"}


def test_a_muted_creator_is_on_no_page() -> None:
    ada, cleo = make.reader(), make.creator()
    make.article(title="Tides", creator=cleo)
    profiles.mute(ada.pk, creator_id=cleo.pk, now=NOW)
    assert titles(page(ada.pk)) == set()


@pytest.mark.parametrize(
    ("word", "title"), [("Rugby", "RUGBY, again"), ("c++", "What c++ costs"), ("战争", "一场战争之后")]
)
def test_a_muted_word_keeps_titles_away_that_have_it(word: str, title: str) -> None:
    ada = make.reader()
    make.article(title=title)
    make.article(title="A quiet day")
    profiles.mute(ada.pk, word=word, now=NOW)
    assert titles(page(ada.pk)) == {"A quiet day"}


def test_a_muted_word_is_a_whole_word() -> None:
    ada = make.reader()
    make.article(title="Warsaw awaits")
    profiles.mute(ada.pk, word="war", now=NOW)
    assert titles(page(ada.pk)) == {"Warsaw awaits"}


def test_a_mute_runs_out() -> None:
    ada, loud = make.reader(), make.article(title="Loud")
    profiles.mute(ada.pk, feed_id=loud.feed_id, days=1, now=NOW - timedelta(days=2))
    assert titles(page(ada.pk)) == {"Loud"}


def test_what_is_taken_back_comes_again() -> None:
    ada, loud = make.reader(), make.article(title="Loud")
    row = profiles.mute(ada.pk, feed_id=loud.feed_id, now=NOW)
    assert profiles.unmute(ada.pk, row.pk)
    assert titles(page(ada.pk)) == {"Loud"}


def test_nobody_takes_back_what_another_muted() -> None:
    ada, ben, loud = make.reader(), make.reader("Ben"), make.article()
    row = profiles.mute(ada.pk, feed_id=loud.feed_id, now=NOW)
    assert not profiles.unmute(ben.pk, row.pk)


def test_muting_twice_is_one_mute() -> None:
    ada = make.reader()
    for days in (1, 7):
        profiles.mute(ada.pk, word="rugby", days=days, now=NOW)
    assert Mute.objects.get().until == NOW + timedelta(days=7)


@pytest.mark.parametrize("word", ["", "   ", "(((", "a" * 61, "x\x00y", ".*|.*"])
def test_what_is_no_word_is_refused(word: str) -> None:
    with pytest.raises(profiles.MuteRefusedError):
        profiles.mute(make.reader().pk, word=word, now=NOW)


def test_the_database_refuses_a_mute_of_nothing() -> None:
    with pytest.raises(IntegrityError):
        Mute.objects.create(reader=make.reader())


def test_a_page_says_how_many_were_muted() -> None:
    ada, loud = make.reader(), make.article()
    profiles.mute(ada.pk, feed_id=loud.feed_id, now=NOW)
    assert page(ada.pk).counts["dropped"] == {"muted_feed": 1}


def test_as_many_long_words_as_may_be_muted_are_no_pattern_for_the_database() -> None:
    ada = make.reader()
    make.article(title="A quiet day")
    make.article(title="Nothing but Rugby 499")
    words = [f"{'rugby ' * 9}{n}" for n in range(499)] + ["rugby 499"]
    Mute.objects.bulk_create(Mute(reader=ada, word=word) for word in words)
    with CaptureQueriesContext(connection) as asked:
        assert titles(page(ada.pk)) == {"A quiet day"}
    assert not any(words[0] in query["sql"] for query in asked.captured_queries)
