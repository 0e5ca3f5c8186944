"""Why this? The real terms, in words."""

from dataclasses import replace

import pytest

from ranking.explain import SENTENCES, reasons, sentence
from ranking.types import Placed, SlotKind, Taste, TopicTaste
from tests.ranking import build

NAMES = {"topic": "Science", "author": "The Harbour Post"}
OFTEN = TopicTaste(clicks=4)
TASTE = Taste(topics={1: OFTEN})


def test_the_largest_term_is_the_first_reason() -> None:
    it = build.valued(build.candidate(1, topic=1), 5.0, topic_taste=2.5, freshness=0.2)
    found = reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)
    assert found[0].code == "topic_you_open"
    assert sentence({"code": found[0].code, "params": NAMES}) == "You often open pieces on Science."


@pytest.mark.parametrize(
    ("clicks", "follows", "said"),
    [
        (1, 0, "You opened a piece by The Harbour Post."),
        (2.5, 0, "You opened a piece by The Harbour Post."),  # opened, read to its end and liked
        (3, 0, "You often open pieces by The Harbour Post."),
        (2, 1, "You follow The Harbour Post."),
    ],
)
def test_once_is_not_often(clicks: float, follows: float, said: str) -> None:
    it = build.valued(build.candidate(1), 5.0, feed_taste=1.5, follows_author=follows)
    taste = Taste(authors={it.candidate.author: TopicTaste(clicks=clicks)})
    found = reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, taste)
    assert sentence({"code": found[0].code, "params": NAMES}) == said


def test_a_faint_likeness_is_not_called_close() -> None:
    it = build.valued(build.candidate(1), 5.0, cos_long=0.25, cos_short=0.25, freshness=0.9)
    assert [reason.code for reason in reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)] == ["new"]


def test_one_likeness_is_one_reason() -> None:
    it = build.valued(build.candidate(1), 5.0, cos_long=0.5, cos_short=0.6, cos_recent=0.5)
    assert [reason.code for reason in reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)] == ["like_today"]


def test_what_hardly_counted_is_no_reason_beside_one_that_did() -> None:
    it = build.valued(build.candidate(1), 5.0, cos_long=0.9, freshness=0.9)
    it = replace(it, terms={**it.terms, "story": 0.01})
    assert "first_to_report" not in [reason.code for reason in reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)]


def test_a_piece_that_nothing_speaks_for_says_so() -> None:
    it = build.valued(build.candidate(1), 5.0, freshness=0.1)
    (only,) = reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)
    assert sentence({"code": only.code, "params": NAMES}).startswith("No single reason")


def test_shares_fall_and_stay_below_one() -> None:
    it = build.valued(build.candidate(1), 5.0, cos_long=0.4, follows_author=1, freshness=0.9, heat=2)
    shares = [reason.share for reason in reasons(Placed(it, 0, SlotKind.PERSONAL), NAMES, TASTE)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1


def test_an_explored_place_says_so_first() -> None:
    it = build.valued(build.candidate(1), 1.0, freshness=0.9)
    found = reasons(Placed(it, 5, SlotKind.HORIZON, 0.1, 9, "squarecb-horizon-1"), NAMES, TASTE)
    assert found[0].code == "horizon"
    assert len(found) <= 3


@pytest.mark.parametrize("reason", [{}, {"code": "of-next-year"}, {"code": "horizon", "params": None}])
def test_a_reason_of_another_version_still_reads(reason: dict[str, object]) -> None:
    assert sentence(reason).endswith(".")


def test_every_code_has_a_sentence() -> None:
    for code in SENTENCES:
        assert "%" not in sentence({"code": code, "params": NAMES})


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"followed": "Ada", "author": "The Post"}, "You follow Ada."),
        ({"author": "The Post"}, "You follow The Post."),
        ({}, "You follow this publisher."),
    ],
)
def test_whom_a_reader_follows_is_named_or_who_published_it(names: dict[str, str], said: str) -> None:
    assert sentence({"code": "author_you_follow", "params": names}) == said
