"""Who is looked at first, in Python and in the database; and age wins in the end."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.models import ReviewItem
from moderation.types import Triage, Zone
from moderation.urgency import at_first, urgency
from tests import make
from tests.make import NOW

PART = st.floats(0, 1)
REACH = st.floats(0, 1e9)
DOUBT = st.fixed_dictionaries(
    {"concern": st.floats(0, 1.5), "reach": REACH, "uncertainty": PART, "asked": st.floats(0, 10)}
)


@given(st.floats(0.01, 1.5), REACH, REACH)
def test_more_reach_is_more_urgent(concern: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert urgency(concern=concern, reach=low) <= urgency(concern=concern, reach=high)


@given(old=DOUBT, new=DOUBT, is_held=st.booleans())
def test_age_wins_in_the_end(*, old: dict[str, Any], new: dict[str, Any], is_held: bool) -> None:
    # 26 + 10 + .1 is the most that a doubt can be: a billion readers a day, and a moderator who asks
    assert urgency(**old, hours=24 * 76, is_held=is_held) > urgency(**new, hours=0)


@given(DOUBT, st.floats(1, 1e4))
def test_what_is_held_grows_urgent_faster(doubt: dict[str, Any], hours: float) -> None:
    assert urgency(**doubt, hours=hours, is_held=True) > urgency(**doubt, hours=hours)


def test_what_is_clear_is_not_urgent() -> None:
    assert at_first(Triage(Zone.CLEAR, 0.0, "", concern=0.3, uncertainty=1.0)) == 0
    assert at_first(Triage(Zone.QUEUE, 0.0, "", concern=0.3)) == pytest.approx(0.3)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", [Zone.HOLD, Zone.QUEUE])
def test_the_database_says_the_same(zone: Zone) -> None:
    item = make.review_item(make.article(), zone=zone, priority=0.7, opened_at=NOW - timedelta(hours=30))
    ReviewItem.objects.update(concern=0.4, uncertainty=0.3, expected_reach=250.0)
    found = ReviewItem.objects.most_urgent(NOW).get(pk=item.pk)
    said = urgency(concern=0.4, reach=250, uncertainty=0.3, asked=0.7, hours=30, is_held=zone is Zone.HOLD)
    assert found.urgency == pytest.approx(said)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_database_says_the_same_of_what_nothing_speaks_against() -> None:
    item = make.review_item(make.article(), zone=Zone.QUEUE, priority=0, opened_at=NOW - timedelta(hours=30))
    ReviewItem.objects.update(concern=0.01)
    found = ReviewItem.objects.most_urgent(NOW).get(pk=item.pk)
    assert found.urgency == pytest.approx(urgency(concern=0.01, hours=30, is_silent=True))  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_article_that_many_read_is_looked_at_before_one_that_few_do() -> None:
    for reach in (10.0, 10_000.0):
        item = make.review_item(make.article(), priority=0)
        ReviewItem.objects.filter(pk=item.pk).update(concern=0.4, expected_reach=reach)
    assert [it.expected_reach for it in ReviewItem.objects.most_urgent(NOW)] == [10_000.0, 10.0]
