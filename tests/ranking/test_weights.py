"""Weights change by a new version with a reason, and exactly one is in force."""

import pytest
from django.db import IntegrityError

from ranking import params
from ranking.admin import ValueWeightsForm
from ranking.models import ValueWeights

pytestmark = pytest.mark.django_db


def form(weights: object, *, reason: str = "Comments were bought") -> ValueWeightsForm:
    return ValueWeightsForm({"name": "v2", "weights": weights, "reason": reason})


def test_a_new_site_has_a_first_version_with_a_reason() -> None:
    first = ValueWeights.objects.get()
    assert (first.name, first.is_active) == ("default-1", True)
    assert first.weights == dict(params.WEIGHTS)
    assert first.reason


def test_a_version_names_every_weight() -> None:
    assert form(dict(params.WEIGHTS)).is_valid()
    assert "exactly these" in str(form({"like": 1}).errors["weights"])
    assert "number" in str(form({**params.WEIGHTS, "like": "much"}).errors["weights"])
    assert "reason" in form(dict(params.WEIGHTS), reason="").errors


def test_only_one_version_is_in_force() -> None:
    second = ValueWeights.objects.create(name="v2", weights=dict(params.WEIGHTS), reason="A test")
    ValueWeights.objects.activate(second.pk)
    assert [it.name for it in ValueWeights.objects.filter(is_active=True)] == ["v2"]
    with pytest.raises(IntegrityError, match="value_weights_one_active"):
        ValueWeights.objects.create(name="v3", weights={}, reason="A test", is_active=True)
