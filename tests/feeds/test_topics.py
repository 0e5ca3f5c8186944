from importlib import import_module

import pytest

from feeds.topics import SLUGS, TOPICS, topic_of

NORTH, EAST = (0.0, 1.0), (1.0, 0.0)
PROTOTYPES = {"science": NORTH, "sport": EAST}


@pytest.mark.parametrize(
    ("category", "slug"),
    [
        ("Technology", "technology"),
        ("UK Politics", "politics"),
        ("World Health", "health"),
        ("Women's football", "sport"),
        ("Klima & Umwelt", "environment"),
        ("économie", "business"),
    ],
)
def test_publishers_words_name_a_topic(category: str, slug: str) -> None:
    assert topic_of([category]) == slug


def test_the_topic_that_most_categories_name_wins() -> None:
    assert topic_of(["Business", "NASA", "Astronomy"]) == "space"


def test_categories_outweigh_the_feeds_usual_topic() -> None:
    assert topic_of(["Cricket"], usual="world") == "sport"


def test_categories_that_name_nothing_leave_the_usual_topic() -> None:
    assert topic_of(["Uncategorized"], usual="world") == "world"


def test_without_words_the_nearest_prototype_counts() -> None:
    assert topic_of(vector=(0.8, 0.6), prototypes=PROTOTYPES) == "sport"


def test_what_is_near_to_nothing_has_no_topic() -> None:
    assert topic_of(vector=(-0.6, 0.05), prototypes=PROTOTYPES) is None


def test_without_anything_there_is_no_topic() -> None:
    assert topic_of() is None


def test_every_topic_is_named_by_its_own_slug() -> None:
    assert [topic_of([topic.slug]) for topic in TOPICS] == list(SLUGS)


def test_the_migrated_rows_are_the_list() -> None:
    rows = import_module("feeds.migrations.0003_topics").TOPICS
    assert [(topic.slug, topic.name) for topic in TOPICS] == list(rows)
