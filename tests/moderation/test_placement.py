"""What the automatic assessment may do to an article, as a truth table."""

import pytest

from feeds.models import Article
from moderation.models import Decision
from moderation.placement import placement
from moderation.types import Zone

ALLOW, LIMIT, HOLD, DROP = Article.Visibility
TEXT, EDITED = "text", "edited text"


def by_moderator(visibility: str) -> Decision:
    return Decision(moderator_id=1, visibility=visibility, content_hash=TEXT)


def by_model(visibility: str) -> Decision:
    return Decision(visibility=visibility, reason=Decision.Reason.ASSESSED_DUBIOUS, content_hash=TEXT)


def unassessed() -> Decision:
    return Decision(visibility=HOLD, reason=Decision.Reason.NOT_ASSESSED, content_hash=TEXT)


@pytest.mark.parametrize(
    ("zone", "visibility", "waits", "is_news"),
    [
        (Zone.CLEAR, ALLOW, False, False),
        (Zone.QUEUE, ALLOW, True, False),
        (Zone.LIMIT, LIMIT, True, True),
        (Zone.HOLD, HOLD, True, True),
    ],
)
def test_a_new_article_goes_where_its_zone_says(*, zone: Zone, visibility: str, waits: bool, is_news: bool) -> None:
    placed = placement(zone, is_assessed=True, visibility=HOLD, content_hash=TEXT, standing=None)
    assert (placed.visibility, placed.waits, placed.is_news) == (visibility, waits, is_news)


@pytest.mark.parametrize("zone", Zone)
@pytest.mark.parametrize("decided", Article.Visibility)
def test_a_moderators_word_on_the_same_text_stands(zone: Zone, decided: str) -> None:
    placed = placement(zone, is_assessed=True, visibility=decided, content_hash=TEXT, standing=by_moderator(decided))
    assert (placed.visibility, placed.waits, placed.is_news) == (decided, False, False)


def test_an_edit_that_is_taken_back_brings_the_moderators_word_back() -> None:
    placed = placement(Zone.HOLD, is_assessed=True, visibility=HOLD, content_hash=TEXT, standing=by_moderator(ALLOW))
    assert (placed.visibility, placed.waits) == (ALLOW, False)


@pytest.mark.parametrize("is_assessed", [True, False])
@pytest.mark.parametrize("standing", [by_moderator(DROP), by_moderator(HOLD), by_model(HOLD), by_model(LIMIT)])
def test_an_edit_never_ends_a_restriction_but_asks_for_another_look(*, standing: Decision, is_assessed: bool) -> None:
    zone = Zone.CLEAR if is_assessed else Zone.HOLD
    placed = placement(
        zone, is_assessed=is_assessed, visibility=standing.visibility, content_hash=EDITED, standing=standing
    )
    assert (placed.visibility, placed.waits, placed.is_news) == (standing.visibility, True, False)


def test_a_limited_article_that_gets_worse_is_held() -> None:
    placed = placement(Zone.HOLD, is_assessed=True, visibility=LIMIT, content_hash=EDITED, standing=by_model(LIMIT))
    assert (placed.visibility, placed.is_news) == (HOLD, True)


def test_an_allowed_article_that_is_edited_into_a_claim_is_held() -> None:
    placed = placement(Zone.HOLD, is_assessed=True, visibility=ALLOW, content_hash=EDITED, standing=by_moderator(ALLOW))
    assert (placed.visibility, placed.waits, placed.is_news) == (HOLD, True, True)


def test_a_text_that_nobody_assessed_is_held_even_if_an_earlier_one_was_shown() -> None:
    placed = placement(Zone.HOLD, is_assessed=False, visibility=ALLOW, content_hash=EDITED, standing=None)
    assert (placed.visibility, placed.waits, placed.is_news) == (HOLD, True, True)


@pytest.mark.parametrize("standing", [None, by_moderator(ALLOW), by_model(HOLD)])
def test_what_its_creator_withdrew_stays_withdrawn_and_nobody_has_to_look(standing: Decision | None) -> None:
    placed = placement(Zone.CLEAR, is_assessed=True, visibility=DROP, content_hash=EDITED, standing=standing)
    assert (placed.visibility, placed.waits, placed.is_news) == (DROP, False, False)


def test_waiting_for_the_model_ends_when_it_finds_nothing() -> None:
    placed = placement(Zone.CLEAR, is_assessed=True, visibility=HOLD, content_hash=TEXT, standing=unassessed())
    assert (placed.visibility, placed.waits, placed.is_news, placed.settles) == (ALLOW, False, True, True)


def test_waiting_for_the_model_goes_on_quietly() -> None:
    placed = placement(Zone.HOLD, is_assessed=False, visibility=HOLD, content_hash=TEXT, standing=unassessed())
    assert (placed.visibility, placed.waits, placed.is_news) == (HOLD, True, False)


def test_a_held_article_that_the_model_then_doubts_stays_held_for_that_reason() -> None:
    placed = placement(Zone.HOLD, is_assessed=True, visibility=HOLD, content_hash=TEXT, standing=unassessed())
    assert (placed.visibility, placed.is_news, placed.settles) == (HOLD, True, False)
