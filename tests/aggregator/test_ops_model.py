"""The page of the ranking model: figures, versions, back with a reason, learning on and off."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aggregator.ops import heads
from feeds.models import ModelVersion
from moderation.models import AuditRow
from ranking import params, versions
from ranking.heads.curves import Heads
from ranking.models import LiveHeads
from ranking.training import live
from ranking.training.evaluate import figures
from ranking.training.publish import publish
from tests import make
from tests.ranking.heads import world

pytestmark = pytest.mark.django_db
PAGE, CHOOSE = "/ops/ranking/model/", "/ops/ranking/model/choose/"


@pytest.fixture
def olga(client: Client, cache: Any) -> Client:
    client.force_login(make.operator(), backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def version(name: str) -> ModelVersion:
    """A version with a report, in force."""
    heads = Heads(name, world.truth())
    told = figures(heads, *world.lived(2000, seed=1))
    report = {"rows": 2000, "from": "2026-10-01T00:00", "until": "2026-10-29T00:00", "figures": told}
    return publish(heads, report, reason=f"{name} is better.", now=make.NOW)


def page(olga: Client) -> str:
    return olga.get(PAGE).content.decode()


def test_a_new_site_says_that_its_coefficients_were_chosen_by_hand(olga: Client) -> None:
    shown = page(olga)
    assert params.HEADS_VERSION in shown
    assert "coefficients chosen by hand" in shown
    assert "Nothing was observed yet." in shown


def test_a_version_shows_what_it_was_fitted_to_and_how_true_it_is(olga: Client) -> None:
    version("heads-1")
    shown = page(olga)
    assert "2,000 views from 2026-10-01 to 2026-10-29" in shown
    assert shown.count('r="2.2"') == 15 * 7  # bins, heads
    assert "heads-1 is better." in shown


def test_coefficients_are_told_in_words_beside_those_the_site_started_with(olga: Client) -> None:
    version("heads-1")
    shown = page(olga)
    assert "0.1 nearer to the interests of weeks" in shown
    assert "× 1.35 (1.13)" in shown  # exp(.1 x 3), exp(.1 x 1.2)


def test_going_back_takes_a_reason_and_is_written_down(olga: Client) -> None:
    first = version("heads-1")
    version("heads-2")
    olga.post(CHOOSE, {"version": first.pk, "reason": "Too much bait."})
    assert versions.in_force().version == "heads-1"
    assert AuditRow.objects.get(actor__isnull=False).detail == {"reason": "Too much bait."}
    assert "Too much bait." in page(olga)


def test_going_back_without_a_reason_is_refused_with_a_sentence(olga: Client) -> None:
    first = version("heads-1")
    version("heads-2")
    answer = olga.post(CHOOSE, {"version": first.pk, "reason": " "})
    assert answer.status_code == 422
    assert "Say why: the next operator will ask." in answer.content.decode()
    assert versions.in_force().version == "heads-2"


@pytest.mark.parametrize("wrong", ["999999", "-1", "x", "99999999999999999999"])
def test_a_version_that_is_none_is_refused_with_a_sentence(olga: Client, wrong: str) -> None:
    version("heads-1")
    assert olga.post(CHOOSE, {"version": wrong, "reason": "Try."}).status_code == 422
    assert versions.in_force().version == "heads-1"


def test_the_shipped_coefficients_are_one_click_away(olga: Client) -> None:
    version("heads-1")
    olga.post(CHOOSE, {"version": "", "reason": "Start again."})
    assert versions.in_force().version == params.HEADS_VERSION


def test_a_version_that_cannot_be_read_is_named_and_offers_no_way_back_to_it(olga: Client) -> None:
    broken = ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name="torn", report=[3], is_active=True)
    shown = page(olga)
    assert "Version torn cannot be read" in shown
    assert f'name="version" value="{broken.pk}"' not in shown
    assert olga.post(CHOOSE, {"version": broken.pk, "reason": "Again."}).status_code == 422


def test_learning_from_each_act_can_be_stopped_and_taken_up_again(olga: Client) -> None:
    live.Learner().tick(now=make.NOW)
    olga.post("/ops/ranking/model/learning/", {"learning": "off"})
    assert not LiveHeads.objects.get().is_learning
    olga.post("/ops/ranking/model/learning/", {"learning": "on"})
    assert LiveHeads.objects.get().is_learning
    assert AuditRow.objects.filter(act="switched_learning").count() == 2


def test_the_page_costs_the_same_for_many_versions(
    olga: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version("heads-1")
    olga.get(PAGE)
    with django_assert_num_queries(7):
        olga.get(PAGE)
    version("heads-2")
    version("heads-3")
    with django_assert_num_queries(7):
        olga.get(PAGE)


def test_every_feature_has_words_for_the_operator() -> None:
    assert set(heads.STEPS) == set(params.FEATURES)
