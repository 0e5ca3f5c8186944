from collections import Counter
from importlib import import_module

import pytest

from feeds.topics import FIRST_LEVEL, PARENTS, SECOND_LEVEL, SLUGS, first_level, named, topic_of

NOTHING = dict.fromkeys(SLUGS, 0.0)


@pytest.mark.parametrize(
    ("category", "slug"),
    [
        ("Technology", "technology"),
        ("UK Politics", "politics"),
        ("World Health", "health"),
        ("World Health Organization", "public-health"),
        ("Women's football", "football"),
        ("American football", "sport"),
        ("Umwelt", "environment"),
        ("économie", "business"),
        ("Universities", "education"),
        ("Movies", "film"),
        ("#ClimateChange", "climate"),
        ("News/Science/Physics", "physics"),
        ("Wirtschaftsnachrichten", "business"),
        ("Außenpolitik", "politics"),
        ("体育新闻", "sport"),
    ],
)
def test_publishers_words_name_a_topic(category: str, slug: str) -> None:
    assert named([category]) == slug


@pytest.mark.parametrize("category", ["UK news", "Nachrichten", "Top stories", "Transport", "Green Bay", "Series", ""])
def test_words_that_name_a_section_or_something_else_name_no_topic(category: str) -> None:
    assert named([category]) is None


def test_the_topic_that_most_categories_name_wins() -> None:
    assert named(["Business", "NASA", "Astronomy"]) == "space"


def test_a_part_counts_for_its_whole_and_says_more() -> None:
    assert named(["Sport", "Football"]) == "football"


def test_two_parts_named_alike_are_only_the_whole() -> None:
    assert named(["Football", "Tennis"]) == "sport"


def test_categories_outweigh_the_feeds_usual_topic() -> None:
    assert topic_of(["Cricket"], usual="world") == "sport"


def test_categories_that_name_nothing_leave_the_usual_topic() -> None:
    assert topic_of(["Uncategorized"], usual="world") == "world"


def test_without_words_the_most_probable_topic_counts() -> None:
    assert topic_of(guessed={**NOTHING, "science": 0.4, "sport": 0.6}) == "sport"


def test_a_sure_part_is_said() -> None:
    assert topic_of(guessed={**NOTHING, "sport": 0.9, "tennis": 0.7}) == "tennis"


def test_an_unsure_part_is_not_said() -> None:
    assert topic_of(guessed={**NOTHING, "sport": 0.9, "tennis": 0.4, "rugby": 0.3}) == "sport"


def test_the_usual_topic_keeps_out_parts_of_another() -> None:
    assert topic_of(guessed={**NOTHING, "sport": 0.9, "tennis": 0.7}, usual="local") == "local"


def test_what_is_probably_nothing_has_no_topic() -> None:
    assert topic_of(guessed={**NOTHING, "sport": 0.1, "science": 0.15}) is None


def test_without_anything_there_is_no_topic() -> None:
    assert topic_of() is None


def test_every_topic_is_named_by_its_own_slug() -> None:
    assert [named([slug.replace("-", " ")]) for slug in SLUGS if slug != "security"] == [
        slug for slug in SLUGS if slug != "security"
    ]


def test_there_are_two_levels() -> None:
    assert {PARENTS[first_level(slug)] for slug in SLUGS} == {None}
    assert max(Counter(SLUGS).values()) == 1


def test_the_migrated_rows_are_the_list() -> None:
    first = import_module("feeds.migrations.0003_topics").TOPICS
    second = import_module("feeds.migrations.0013_second_level_topics").TOPICS
    assert [(topic.slug, topic.name) for topic in FIRST_LEVEL] == list(first)
    assert [(topic.slug, topic.name, topic.parent) for topic in SECOND_LEVEL] == list(second)
