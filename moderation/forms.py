"""What a moderator fills in. The rules are those of moderation.decide; the form only reads."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feeds.models import Article
from moderation.models import Decision


@dataclass(frozen=True, slots=True)
class Choice:
    """A reason as the panel offers it: `kind` is merit, fault or both."""

    value: str
    label: str | Promise
    kind: str


_MERITS = Decision.reasons_for(Article.Visibility.ALLOW)
_FAULTS = Decision.reasons_for(Article.Visibility.DROP)


def _kind(reason: Decision.Reason) -> str:
    if reason in _MERITS and reason in _FAULTS:
        return "both"
    return "merit" if reason in _MERITS else "fault"


# In the order of their keys, 1 to 6: merits, faults, and last what fits either.
CHOICES = sorted(
    (Choice(reason.value, reason.label, _kind(reason)) for reason in {*_MERITS, *_FAULTS}),
    key=lambda choice: (choice.kind == "both", list(Decision.Reason.values).index(choice.value)),
)


class DecisionForm(forms.Form):
    """What readers get, why, and a note for the creator and other moderators."""

    visibility = forms.ChoiceField(
        choices=Article.Visibility.choices,
        error_messages={"required": _("Choose what readers get: allow, limit, keep held or remove.")},
    )
    reason = forms.ChoiceField(
        choices=[(choice.value, choice.label) for choice in CHOICES],
        error_messages={"required": _("Choose a reason: the creator and the log need one.")},
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": _("Keep the note under 1,000 characters; this one has %(show_value)d.")},
    )
    content_hash = forms.CharField(max_length=64)
