"""Explored places against places by rank, from the site's own impressions."""

import json
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from django.core.management import call_command
from django.utils import timezone

from ranking import params
from ranking import slate as slates
from ranking.events import record
from ranking.recommend import recommend
from ranking.replay import explored
from ranking.replay.explored import Look
from ranking.types import Policy
from tests import make
from tests.ranking import build


def seen(policy: Policy, rate: float, *, p: float = 0.25, pool: int = 4) -> list[Look]:
    dice = np.random.default_rng(3).random(2000)
    return [Look(f"{n % 100}/", 5, policy, p, pool, bool(u < rate)) for n, u in enumerate(dice)]


def test_what_exploring_earns_less_than_the_rank_is_told_with_an_interval() -> None:
    found = explored.compare([*seen(Policy.HORIZON, 0.05), *seen(Policy.RANK, 0.12)], rng=np.random.default_rng(0))
    (one,) = found
    assert one.explored.holds(0.05)
    assert one.rank.holds(0.12)
    assert one.gain.holds(-0.07)
    assert one.gain.high < 0


def test_a_pool_drawn_evenly_earns_what_was_drawn_evenly() -> None:
    (one,) = explored.compare(seen(Policy.HORIZON, 0.05), rng=np.random.default_rng(0))
    assert one.evenly.value == pytest.approx(one.explored.value)
    assert (one.rank_looks, one.gain.low, one.gain.high) == (0, -1.0, 1.0)


@pytest.mark.django_db
def test_the_command_tells_of_the_site_what_was_seen(capsys: pytest.CaptureFixture[str]) -> None:
    build.newsroom()
    ada, now = make.reader(), timezone.now()
    first = slates.cards(recommend(reader_id=ada.pk, visitor="", now=build.NOW, rng=Random(1)))[0]
    record("play", article_id=first.article_id, reader_id=ada.pk, impression_id=first.pk, now=now)
    cards = slates.cards(recommend(reader_id=ada.pk, visitor="", now=now + timedelta(minutes=1), rng=Random(1)))
    for card in cards[: params.HORIZON_SLOTS[0] + 1]:
        record("play", article_id=card.article_id, reader_id=ada.pk, impression_id=card.pk, now=now)
    call_command("estimate_policy", "--site", "--days", "365", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["looks"] == params.HORIZON_SLOTS[0] + 2
    assert {it["policy"] for it in answer["policies"]} == {Policy.HORIZON}
