"""The operator's figures of ranking, and experiments on its weights."""

from datetime import timedelta
from random import Random

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.ops.ranking import returning, shares
from ranking import params, tally
from ranking.experiments import roll_back
from ranking.models import Event, Experiment, Impression, ValueWeights
from ranking.recommend import recommend
from ranking.replay import measures
from ranking.tally import Sums
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "longer-reads",
    "hypothesis": "More reading brings readers back.",
    "unit": "reader",
    "part": "10",
    "playtime": "70",
    "play": "10",
    "like": "10",
    "comment": "10",
}


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make.operator())
    return client


def _served() -> None:
    build.newsroom(topics=4, each=6)
    now = timezone.now()
    slate = recommend(reader_id=make.reader().pk, visitor="", now=make.NOW, rng=Random(1))
    at = now - timedelta(hours=1)  # one moment: a day may end between two
    slate.served_at = at
    slate.save()
    shown = slate.impressions.get(slot=0)
    for kind, value in (("view", 1.0), ("play", 1.0), ("dwell", 90.0)):
        Event.objects.create(
            impression=shown,
            article=shown.article,
            reader_id=slate.reader_id,
            kind=kind,
            value=value,
            happened_at=at,
        )


def test_the_page_comes_on_an_empty_site(operator: Client) -> None:
    assert operator.get(reverse("ops-ranking")).status_code == 200


def test_the_page_says_what_value_is_made_of(operator: Client) -> None:
    _served()
    body = operator.get(reverse("ops-ranking")).content.decode()
    assert "Reading time" in body
    assert 'id="figures-shares"' in body


def _sums() -> Sums:
    now = timezone.now()
    return tally.together(tally.days(since=now.date() - timedelta(days=6), now=now).values())


def test_what_exploring_brings_comes_on_an_empty_site_and_on_a_young_one(operator: Client) -> None:
    cache.clear()
    assert "Too early" in operator.get(reverse("ops-widening")).content.decode()
    _served()
    cache.clear()
    assert operator.get(reverse("ops-widening")).status_code == 200


def test_shares_of_what_speaks_for_a_piece_add_up_to_one() -> None:
    _served()
    found = shares.shares(_sums())
    assert sum(it.share for it in found if it.share > 0) == pytest.approx(1)


def test_weights_are_worked_out_so_that_shares_come_true() -> None:
    _served()
    predictions = shares.predicted(_sums())
    wanted = {"playtime": 0.7, "play": 0.1, "like": 0.1, "comment": 0.1}
    found = shares.weights_for(wanted, predictions, params.WEIGHTS)
    assert shares.as_weighed(predictions, found) == pytest.approx(wanted, abs=0.001)


def test_pages_of_other_weights_do_not_bend_the_weights_that_are_worked_out() -> None:
    _served()
    before = shares.weights_for({"like": 1.0}, shares.predicted(_sums()), params.WEIGHTS)
    for it in Impression.objects.all():
        it.terms = {name: 10 * value for name, value in it.terms.items()}  # as an arm's weights would make them
        it.save()
    assert shares.weights_for({"like": 1.0}, shares.predicted(_sums()), params.WEIGHTS) == before


def test_predictions_under_the_weights_in_force_are_the_terms() -> None:
    _served()
    sums = _sums()
    terms = {it.term: it.mean for it in shares.shares(sums)}
    for name, prediction in shares.predicted(sums).items():
        assert prediction * params.WEIGHTS[name] == pytest.approx(terms[name], rel=0.01)


def test_minutes_are_told_a_reader() -> None:
    _served()
    now = timezone.now()
    since = now.date() - timedelta(days=6)
    days = returning.days(tally.days(since=since, now=now), since=since, now=now)
    assert sum(it.minutes for it in days) == 1.5


def test_gini_tells_even_from_uneven() -> None:
    assert measures.gini([5, 5, 5, 5]) == pytest.approx(0)
    assert measures.gini([0, 0, 0, 20]) == pytest.approx(0.75)


def test_an_experiment_begins_with_weights_of_its_own(operator: Client) -> None:
    _served()
    answer = operator.post(reverse("ops-experiment-new"), GIVEN)
    experiment = Experiment.objects.get()
    assert answer.headers["Location"] == reverse("ops-experiment", args=[experiment.pk])
    assert experiment.state == Experiment.State.RUNNING
    assert ValueWeights.objects.get(name="longer-reads").weights["playtime"] > params.WEIGHTS["playtime"]


def test_shares_that_do_not_add_up_are_refused_and_kept_in_the_form(operator: Client) -> None:
    answer = operator.post(reverse("ops-experiment-new"), GIVEN | {"play": "30"})
    assert answer.status_code == 422
    assert "these add up to 120" in answer.content.decode()
    assert 'value="30"' in answer.content.decode()


def test_a_second_experiment_on_the_same_readers_is_refused_whole(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    answer = operator.post(reverse("ops-experiment-new"), GIVEN | {"name": "another"})
    assert answer.status_code == 422
    assert not ValueWeights.objects.filter(name="another").exists()


def test_a_name_that_is_taken_is_refused_with_a_sentence(operator: Client) -> None:
    ValueWeights.objects.create(name=GIVEN["name"], weights=dict(params.WEIGHTS), reason="Of another operator.")
    answer = operator.post(reverse("ops-experiment-new"), GIVEN)
    assert answer.status_code == 422
    assert "This name is taken" in answer.content.decode()
    assert not Experiment.objects.exists()


def test_an_experiment_is_launched_with_a_reason(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    experiment = Experiment.objects.get()
    end = reverse("ops-experiment-end", args=[experiment.pk])
    assert operator.post(end, {"arm": "trial"}).status_code == 422
    operator.post(end, {"arm": "trial", "reason": "Readers came back more often."})
    assert ValueWeights.objects.get(is_active=True).name == "longer-reads"


def test_an_experiment_that_ended_says_so_when_it_is_ended_again(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    end = reverse("ops-experiment-end", args=[Experiment.objects.get().pk])
    operator.post(end, {"reason": "Hides rose."})
    assert operator.post(end, {"reason": "Hides rose."}).status_code == 409


def test_the_page_of_an_experiment_compares_its_arms(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    body = operator.get(reverse("ops-experiment", args=[Experiment.objects.get().pk])).content.decode()
    assert "against the control" in body
    assert "Nothing is sure yet" in body


def test_the_operator_is_told_what_a_guardrail_rolled_back(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    roll_back(Experiment.objects.get().pk, "More hides.", actor_id=None, now=timezone.now())
    for page in ("ops", "ops-ranking"):
        body = operator.get(reverse(page)).content.decode()
        assert "longer-reads was rolled back by itself" in body
        assert "More hides." in body


def test_what_an_operator_rolled_back_is_not_told_as_news(operator: Client) -> None:
    operator.post(reverse("ops-experiment-new"), GIVEN)
    operator.post(reverse("ops-experiment-end", args=[Experiment.objects.get().pk]), {"reason": "Hides rose."})
    assert "rolled back by itself" not in operator.get(reverse("ops-ranking")).content.decode()
