"""The pages of experiments: begin one, look at it, launch an arm, roll back."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.ranking import shares, trials
from aggregator.ops.ranking.board import WEEK, first_day
from aggregator.ops.ranking.forms import ReasonForm, TrialForm
from moderation import audit
from ranking import params, tally
from ranking.experiments import ExperimentRefusedError, launch, roll_back, start
from ranking.models import Experiment, ValueWeights


@operator_only
@require_http_methods(["GET", "HEAD", "POST"])
@limit("ops", per_minute=30)
def begin(request: OperatorRequest) -> HttpResponse:
    """A form with the shares as they are now; posted, the experiment runs."""
    now = timezone.now()
    week = tally.together(tally.days(since=first_day(WEEK, now), now=now).values())
    predictions = shares.predicted(week)
    form = TrialForm(request.POST) if request.method == "POST" else TrialForm(initial=_as_they_are(predictions))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("ops-experiment", _begun(form, predictions, request.user.pk).pk)
            except ExperimentRefusedError as error:
                form.add_error(None, str(error))
    return render(request, "ops/experiment_new.html", {"form": form, "is_known": bool(predictions)}, status=status)


def _as_they_are(predictions: Mapping[str, float]) -> dict[str, int]:
    """What the weights in force make of last week's predictions, rounded to add up to 100; else the design's shares."""
    weights, _version = ValueWeights.objects.in_force(params.WEIGHTS, params.WEIGHTS_VERSION)
    found = shares.as_weighed(predictions, weights)
    if not found:
        return {"playtime": 40, "play": 20, "like": 20, "comment": 20}
    rounded = {name: round(100 * it) for name, it in found.items()}
    largest = max(rounded, key=lambda name: rounded[name])
    rounded[largest] += 100 - sum(rounded.values())
    return rounded


def _begun(form: TrialForm, predictions: Mapping[str, float], actor_id: int) -> Experiment:
    given, now = form.cleaned_data, timezone.now()
    with transaction.atomic():
        in_force, _version = ValueWeights.objects.in_force(params.WEIGHTS, params.WEIGHTS_VERSION)
        wanted = {name: given[name] / 100 for name in shares.PREDICTED}
        weights = ValueWeights(
            name=given["name"],
            weights=shares.weights_for(wanted, predictions, shares.in_all(in_force)),
            reason=given["hypothesis"],
            author_id=actor_id,
        )
        experiment = Experiment(
            name=given["name"], hypothesis=given["hypothesis"], unit=given["unit"], author_id=actor_id
        )
        _named(weights, experiment)
        audit.record_of_ranking(
            audit.Act.WEIGHTS_MADE, subject=f"weights:{weights.pk}", actor_id=actor_id, now=now, detail=dict(wanted)
        )
        part = given["part"] / 100
        experiment.arms.create(name="control", share=1 - part)
        experiment.arms.create(name="trial", share=part, weights=weights)
        return start(experiment.pk, actor_id=actor_id, now=now)


def _named(weights: ValueWeights, experiment: Experiment) -> None:
    """Store both under their name. The database says whether it is taken: two may ask for it at the same moment."""
    try:
        with transaction.atomic():
            weights.save()
            experiment.save()
    except IntegrityError as error:
        raise ExperimentRefusedError(_("This name is taken: results of two experiments would be mixed.")) from error


@operator_only
@require_safe
def experiment(request: OperatorRequest, experiment_id: int) -> HttpResponse:
    """What each arm did, and what that allows to say."""
    return _show(request, experiment_id, ReasonForm())


def _show(request: OperatorRequest, experiment_id: int, form: ReasonForm, status: int = 200) -> HttpResponse:
    found = get_object_or_404(Experiment.objects.select_related("author"), pk=experiment_id)
    context = {"trial": trials.read(found, now=timezone.now()), "form": form}
    return render(request, "ops/experiment.html", context, status=status)


@operator_only
@require_POST
@limit("ops", per_minute=30)
def end(request: OperatorRequest, experiment_id: int) -> HttpResponse:
    """Launch the arm that was named, or roll back when none was."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, experiment_id, form, status=422)
    arm, reason, now = form.cleaned_data["arm"], form.cleaned_data["reason"], timezone.now()
    try:
        if arm:
            launch(experiment_id, arm, reason, actor_id=request.user.pk, now=now)
        else:
            roll_back(experiment_id, reason, actor_id=request.user.pk, now=now)
    except ExperimentRefusedError as error:
        form.add_error(None, str(error))
        return _show(request, experiment_id, form, status=409)
    said = _("Launched: everybody has these weights from the next page on.") if arm else _("Rolled back.")
    messages.success(request, said)
    return redirect("ops-experiment", experiment_id)
