"""What an operator says of an experiment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aggregator.ops.ranking.shares import PREDICTED
from ranking.models import Experiment

MOST = 50  # per cent: the control is never the smaller arm, or its figures would be the less sure ones


class TrialForm(forms.Form):
    """New shares of value for a part of the readers, or of the articles."""

    name = forms.SlugField(
        label=_("Name"), max_length=60, help_text=_("Letters, digits and hyphens; it cannot be used a second time.")
    )
    hypothesis = forms.CharField(
        label=_("What you expect, and why"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    unit = forms.ChoiceField(label=_("Divide"), choices=Experiment.Unit.choices)
    part = forms.IntegerField(
        label=_("Part that gets the new weights, in per cent"), min_value=1, max_value=MOST, initial=10
    )
    playtime = forms.IntegerField(label=_("Reading time"), min_value=0, max_value=100)
    play = forms.IntegerField(label=_("Opening"), min_value=0, max_value=100)
    like = forms.IntegerField(label=_("Liking"), min_value=0, max_value=100)
    comment = forms.IntegerField(label=_("Commenting"), min_value=0, max_value=100)

    def clean(self) -> dict[str, Any]:
        """Shares that add up to a hundred."""
        given = super().clean() or self.cleaned_data
        asked = [given.get(name) for name in PREDICTED]
        whole = sum(int(it or 0) for it in asked)
        if all(it is not None for it in asked) and whole != 100:  # noqa: PLR2004  per cent
            said = _("The four shares must add up to 100 per cent; these add up to %(whole)s.")
            raise forms.ValidationError(said, params={"whole": whole})
        return given


class ReasonForm(forms.Form):
    """Why an experiment ends."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Say why: the reason stays with the experiment.")},
    )
    arm = forms.CharField(max_length=30, required=False)
