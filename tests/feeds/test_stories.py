"""One pass over articles as they arrive; the vectors here are made by hand."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.stories import MEMBERS, Arrival, Frequencies, Grouping, Profile, Sketch, breadth, group, words_of
from feeds.stories.lookup import LARGE, Lookup
from feeds.stories.members import Members
from tests.make import NOW

FERRY, BREAD, CUP = (1.0, 0.0, 0.1, 0.0), (0.0, 1.0, 0.0, 0.1), (0.0, 0.1, 1.0, 0.0)


def arrival(title: str, near: tuple[float, ...], at: datetime | None = None, text: str = "") -> Arrival:
    vector = np.asarray(near, dtype=np.float32)
    return Arrival(title, text, vector / np.linalg.norm(vector), at)


def test_two_articles_of_one_event_are_one_story() -> None:
    first = arrival("Ferry strikes Northport quay", FERRY)
    assert list(group([first, arrival("Two hurt as ferry hits Northport quay", (0.9, 0.2, 0.1, 0.0))])) == [0, 0]


def test_articles_of_other_events_open_stories_of_their_own() -> None:
    titles = [("Ferry strikes quay", FERRY), ("Rye bread at home", BREAD), ("Wales win the cup", CUP)]
    assert list(group(arrival(title, near) for title, near in titles)) == [0, 1, 2]


def test_the_same_words_about_something_else_are_not_enough() -> None:
    assert list(group([arrival("Northport quay reopens", FERRY), arrival("Northport bakery opens", BREAD)])) == [0, 1]


def test_a_story_ends_two_days_after_its_last_article() -> None:
    hours = (0, 40, 80, 129)
    told = [arrival("Ferry strikes quay", FERRY, NOW + timedelta(hours=hour)) for hour in hours]
    assert group(told) == [0, 0, 0, 1]


def test_an_article_that_comes_in_late_joins_the_story_of_its_time() -> None:
    told = [arrival("Ferry strikes quay", FERRY, NOW + timedelta(hours=hour)) for hour in (0, 72, 10)]
    assert group(told) == [0, 1, 0]


def test_closed_stories_are_forgotten() -> None:
    grouping = Grouping()
    for day in range(50):
        grouping.add(arrival(f"Ferry number {day}00", FERRY, NOW + timedelta(days=day * 3)))
    assert len(grouping._stories) < 5
    assert len(grouping._lookup._with_word) < 15


def test_articles_without_words_or_vector_are_still_grouped() -> None:
    assert list(group([arrival("", FERRY), Arrival("", "", [0.0] * 4), arrival("的", BREAD)])) == [0, 1, 2]


def test_a_large_story_is_found_without_a_shared_word() -> None:
    grouping = Grouping()
    for _ in range(LARGE):
        grouping.add(arrival("Ferry strikes quay", FERRY))
    assert grouping.add(arrival("Collision shuts harbour", FERRY)) == 0


def test_one_of_many_thousand_open_stories_is_found() -> None:
    rng = np.random.default_rng(7)
    crowd = [arrival(f"Item{n} about thing{n % 50}", tuple(rng.standard_normal(64))) for n in range(3_000)]
    ferry = tuple(rng.standard_normal(64))
    stories = list(group([arrival("Ferry strikes Northport quay", ferry), *crowd, arrival("Northport ferry", ferry)]))
    assert stories[0] == stories[-1] == 0
    assert len(set(stories)) > 2_900


def test_rare_words_weigh_more_than_common_ones() -> None:
    seen = Frequencies()
    for title in ("Ferry minister", "Bread minister", "Cup minister"):
        seen.see(words_of(title, ""))
    weights = seen.weigh(words_of("Ferry minister", ""))
    assert weights["ferry"] > 1.5 * weights["minister"]
    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1)


def test_small_words_single_letters_and_short_numbers_say_nothing() -> None:
    assert set(words_of("The 3 ferries of Mr. X in 2026", "")) == {"ferrie", "mr", "2026"}


def test_a_word_of_the_title_counts_for_four() -> None:
    assert words_of("Ferry sinks", "Sailors saved") == {"ferry": 4, "sink": 4, "sailor": 1, "saved": 1}


def test_a_text_that_begins_with_its_title_says_it_once() -> None:
    assert words_of("Ferry sinks", "Ferry sinks. Sailors saved") == words_of("Ferry sinks", "Sailors saved")


def test_characters_of_a_script_without_spaces_are_read_in_pairs() -> None:
    assert set(words_of("北港渡轮", "")) == {"北港", "港渡", "渡轮"}


def test_a_story_taken_out_of_the_lookup_is_found_no_more() -> None:
    grouping, lookup = Grouping(), Lookup()
    grouping.add(arrival("Ferry strikes quay", FERRY))
    profile = grouping._stories[0].profile
    profile.size = LARGE
    for story in range(100):
        lookup.put(story, profile, profile.words)
    for story in range(99):
        lookup.remove(story, profile)
    sketch = grouping._sketch(arrival("Ferry strikes quay", FERRY))
    assert lookup.candidates(sketch) == {99}


WORDS = st.lists(st.sampled_from(["ferry", "quay", "bread", "cup", "minister", "fog", "rye", "win", "the"]), max_size=8)
ARTICLES = st.lists(
    st.builds(
        lambda words, near, hour: arrival(
            " ".join(words), near, None if hour is None else NOW + timedelta(hours=hour), " ".join(words)
        ),
        WORDS,
        st.sampled_from([FERRY, BREAD, CUP]),
        st.none() | st.integers(-1_000, 1_000),
    ),
    max_size=40,
)


@given(ARTICLES)
def test_every_article_gets_one_story_that_has_the_number_it_was_opened_with(articles: list[Arrival]) -> None:
    stories = group(articles)
    assert len(stories) == len(articles)
    assert list(dict.fromkeys(stories)) == sorted(set(stories))


@given(ARTICLES)
def test_what_comes_later_parts_no_two_articles_of_a_story(articles: list[Arrival]) -> None:
    before, after = group(articles[: len(articles) // 2]), group(articles)
    whole = dict(zip(before, after, strict=False))
    assert after[: len(before)] == [whole[story] for story in before]


CRASH, RESCUE, BOTH = (1.0, 0.0), (0.3, 1.0), (1.0, 0.8)


def test_articles_between_two_stories_show_that_they_are_one() -> None:
    crash, rescue = arrival("Crash in Northport", CRASH), arrival("Rescue in Northport", RESCUE)
    assert group([crash, rescue]) == [0, 1]
    assert set(group([crash, rescue, *(arrival(f"Northport {n}00", BOTH) for n in range(9))])) == {0}


def test_two_stories_that_differ_as_events_do_stay_two_whatever_lies_between() -> None:
    told = [*(arrival("Crash", CRASH) for _ in range(9)), *(arrival("Rescue", (0.0, 1.0)) for _ in range(9))]
    assert len(set(group([*told, *(arrival(f"Ferry{n}00", BOTH) for n in range(3))]))) == 2


def test_of_long_texts_more_likeness_is_asked() -> None:
    story = Profile()
    story.add(Sketch(np.asarray(FERRY, dtype=np.float32), {"ferry": 1.0}, breadth("Ferry strikes quay", "")))
    near = np.asarray((0.7, 0.7, 0.0, 0.0), dtype=np.float32)
    short, long = (Sketch(near, {"quay": 1.0}, breadth("Quay shut", "word " * count)) for count in (0, 200))
    assert story.margin(short) > 0 > story.margin(long)


def test_a_text_without_spaces_is_as_broad_as_one_with_them() -> None:
    assert breadth("北港渡轮撞上码头", "") == breadth("Ferry strikes Northport quay", "")


def told_from_two_sides() -> tuple[Profile, Sketch]:
    """A story whose mean lies between its two sides, and an article of the smaller one."""
    sides = [np.asarray(near, dtype=np.float32) for near in ((1.0, 0.0), (0.0, 1.0))]
    story = Profile()
    for vector, count in zip(sides, (9, 3), strict=True):
        for _ in range(count):
            story.add(Sketch(vector, {}))
    return story, Sketch(sides[1], {})


def test_an_article_like_the_nearest_few_of_a_story_is_of_it_though_most_tell_another_side() -> None:
    story, article = told_from_two_sides()
    mean_alone = Profile(vector=story.vector, size=1)
    assert story.margin(article) > mean_alone.margin(article) + 0.2


def test_a_story_is_compared_by_its_newest_articles() -> None:
    members = Members()
    for number in range(MEMBERS + 5):
        members.add(np.asarray((1.0, 0.0), dtype=np.float32), {str(number): 1.0})
    assert (len(members), members.words[0]) == (MEMBERS, {"5": 1.0})


def test_of_two_stories_more_likeness_is_asked_the_more_articles_they_have() -> None:
    one, other = Profile(), Profile()
    near = [np.asarray(side, dtype=np.float32) for side in ((1.0, 0.0), (0.65, 0.76))]
    found = []
    for _ in range(6):
        one.add(Sketch(near[0], {}))
        other.add(Sketch(near[1], {}))
        found.append(one.is_one_with(other))
    assert found == sorted(found, reverse=True)
    assert found[0] != found[-1]


def test_a_profile_is_the_same_made_at_once_or_one_by_one() -> None:
    told = [Sketch(np.asarray((1.0, n), dtype=np.float32), {"ferry": 0.6, str(n): 0.8}, float(n)) for n in range(5)]
    grown, whole = Profile(), Profile.of(told)
    for sketch in told:
        grown.add(sketch)
    assert (whole.words, whole.breadths, whole.size) == (grown.words, grown.breadths, grown.size)
    assert whole.square == pytest.approx(grown.square)
    assert whole.margin(told[2]) == pytest.approx(grown.margin(told[2]))
