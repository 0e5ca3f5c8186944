"""The night's and the hour's work: better heads come into force, others do not and it says why; back with a reason."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from feeds.models import ModelVersion
from moderation.models import AuditRow
from ranking import params, versions
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.models import LiveHeads
from ranking.training import live
from ranking.training.calibrate import calibrate
from ranking.training.publish import choose, publish
from ranking.training.refit import refit, refit_and_publish
from tests import make
from tests.ranking.heads import world
from tests.ranking.training import history

pytestmark = pytest.mark.django_db
NOW = make.NOW


def in_force() -> str:
    return versions.in_force().version


def test_what_readers_did_becomes_a_version_that_is_better_than_the_priors() -> None:
    history.lived(150, until=NOW, days=3)
    found = refit_and_publish(now=NOW)
    new, before = found.report["figures"]["p_play"], found.report["figures_before"]["p_play"]
    assert new["log_loss"] < before["log_loss"]
    assert in_force() == found.heads.version
    assert AuditRow.objects.get(act="chose_heads").detail["reason"].startswith("Refitted on")


def test_a_fit_that_is_worse_on_the_newest_day_is_not_published_and_says_why() -> None:
    publish(Heads("true", world.truth()), {}, reason="They are right.", now=NOW)
    history.lived(60, until=NOW - timedelta(days=1), days=2, weights=-world.truth())  # then tastes turned round
    history.lived(60, until=NOW, days=0.9, seed=2)
    found = refit_and_publish(now=NOW)
    assert "p_play: log-loss" in found.why
    assert in_force() == "true"


def test_the_learner_goes_on_with_the_evidence_behind_a_version() -> None:
    live.Learner().tick(now=NOW)
    history.lived(100, until=NOW, days=3)
    found = refit_and_publish(now=NOW)
    live.claimed(NOW)
    assert found.heads.squares is not None
    assert live.restored(LiveHeads.objects.get()).squares == pytest.approx(found.heads.squares, rel=1e-4)


def test_a_rare_head_of_which_the_day_tells_nothing_stays_as_it_was() -> None:
    history.lived(60, until=NOW, days=3)
    found = refit(now=NOW)
    report = shape.NAMES.index("p_report")
    assert "fewer than" in found.report["verdicts"]["p_report"]
    assert found.heads.weights[:, report].tolist() == shape.prior()[:, report].tolist()


def test_an_empty_site_publishes_nothing_and_says_why() -> None:
    found = refit_and_publish(now=NOW)
    assert found.why == "There are no pages of the newest day, or none before it, to learn from."
    assert in_force() == params.HEADS_VERSION


def test_going_back_needs_a_reason_and_leaves_one() -> None:
    olga = make.operator()
    first = publish(Heads("first"), {}, reason="The first.", now=NOW)
    publish(Heads("second"), {}, reason="The second.", now=NOW)
    with pytest.raises(ValueError, match="needs a reason"):
        choose(first.pk, reason=" ", actor_id=olga.pk, now=NOW)
    choose(first.pk, reason="Too much bait.", actor_id=olga.pk, now=NOW)
    assert in_force() == "first"
    assert AuditRow.objects.get(actor=olga).detail == {"reason": "Too much bait."}


def test_going_back_to_the_priors_leaves_no_version_active() -> None:
    publish(Heads("first"), {}, reason="The first.", now=NOW)
    choose(None, reason="Start again.", actor_id=None, now=NOW)
    assert in_force() == params.HEADS_VERSION


def test_a_broken_version_cannot_be_chosen() -> None:
    broken = ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name="broken", report={})
    with pytest.raises(versions.BrokenHeadsError):
        choose(broken.pk, reason="Try.", actor_id=None, now=NOW)
    assert in_force() == params.HEADS_VERSION


def test_the_hours_work_makes_what_is_said_come_true() -> None:
    live.Learner().tick(now=NOW)
    history.lived(80, until=NOW, days=3)
    before = calibrate(now=NOW)["p_play"]["ece"]
    after = calibrate(now=NOW)["p_play"]["ece"]  # judged by the tables of the hour before
    assert after < 0.5 * before
    assert LiveHeads.objects.get().figures["p_play"]["ece"] == after


def test_features_that_were_added_since_are_missing_from_older_pages_without_harm() -> None:
    history.lived(30, until=NOW, days=3)
    from ranking.models import Impression

    Impression.objects.filter(slate__served_at__lt=NOW - timedelta(days=1)).update(features=[0.1] * (shape.BIAS - 2))
    assert refit(now=NOW).report["rows"] > 0


def test_the_command_answers_with_figures_a_head_and_publishes_only_when_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    history.lived(100, until=NOW, days=3)
    call_command("train_heads", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert not answer["published"]
    assert {"version", "why", "figures", "figures_before", "verdicts", "rows"} <= set(answer)
    assert in_force() == params.HEADS_VERSION


def test_the_command_refuses_a_single_day() -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("train_heads", "--days", "1")
    assert stopped.value.code == 2
