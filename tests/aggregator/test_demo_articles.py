from collections import defaultdict

import pytest

from aggregator.demo.articles import FORMATS, Piece, publishers
from aggregator.demo.talk import lines
from feeds.topics import FIRST_LEVEL

PIECES = [piece for publisher in publishers() for piece in publisher.pieces]


def test_every_article_has_a_name_of_its_own() -> None:
    assert len({piece.id for piece in PIECES}) == len(PIECES) >= 160


def test_every_topic_has_articles_from_several_publishers() -> None:
    covers = defaultdict(set)
    for publisher in publishers():
        for piece in publisher.pieces:
            covers[piece.topic].add(publisher.slug)
    assert set(covers) == {topic.slug for topic in FIRST_LEVEL}
    assert min(len(slugs) for slugs in covers.values()) >= 2


def test_twelve_events_are_told_by_two_publishers_or_more() -> None:
    tellers = defaultdict(set)
    for publisher in publishers():
        for piece in publisher.pieces:
            tellers[piece.event].add(publisher.slug)
    del tellers[""]
    assert sum(len(slugs) >= 2 for slugs in tellers.values()) >= 12


def test_all_three_formats_are_published() -> None:
    assert {publisher.format for publisher in publishers()} == set(FORMATS)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)
def test_an_article_has_the_length_of_a_short_piece_of_news(piece: Piece) -> None:
    if piece.language == "zh":  # no spaces between words
        assert 150 <= len(piece.body) <= 600
    else:
        assert 80 <= len(piece.body.split()) <= 220


def test_false_health_claims_are_marked_and_come_from_two_papers_only() -> None:
    false = [(publisher.slug, piece) for publisher in publishers() for piece in publisher.pieces if piece.dubious]
    assert 10 <= len(false) <= 16
    assert {slug for slug, _piece in false} == {"radiant-living", "three-quays"}


def test_some_articles_answer_the_false_claims() -> None:
    assert sum(piece.debunk for piece in PIECES) >= 2


def test_about_twenty_articles_appear_after_the_start() -> None:
    later = [piece.minutes_ago for piece in PIECES if piece.minutes_ago < 0]
    assert 15 <= len(later) <= 25
    assert max(piece.minutes_ago for piece in PIECES) <= 3 * 24 * 60


def test_every_comment_is_under_an_article_that_exists() -> None:
    assert {line.article for line in lines()} <= {piece.id for piece in PIECES}
