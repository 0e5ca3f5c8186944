"""What a moderator fills in. The rules are those of moderation.decide; the form only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feeds.models import Article
from moderation.copies import MOST
from moderation.models import Appeal, Decision, Ground
from moderation.models.appeal import LONGEST_ANSWER
from moderation.models.decision import LONGEST_LABEL


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


LONGEST_ID = 18  # digits that a bigint holds in any case
LABEL = "label"  # what the panel calls: allow, and tell readers something beside it


class DecisionForm(forms.Form):
    """What readers get, why, a note for the creator and other moderators, and what the statement of reasons needs."""

    visibility = forms.ChoiceField(
        choices=[*Article.Visibility.choices, (LABEL, _("Shown, with a label"))],
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
    ground = forms.ChoiceField(
        choices=[("", _("The rule that fits the reason")), *Ground.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose the rule or the law that the decision rests on.")},
    )
    facts = forms.CharField(
        max_length=2000,
        required=False,
        error_messages={"max_length": _("Keep the facts under 2,000 characters; these have %(show_value)d.")},
    )
    days = forms.IntegerField(
        min_value=1,
        max_value=365,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("A limit ends after 1 to 365 days, or is left without an end.")
        ),
    )
    label = forms.CharField(
        max_length=LONGEST_LABEL,
        required=False,
        error_messages={"max_length": _("Keep the label under 300 characters; this one has %(show_value)d.")},
    )
    content_hash = forms.CharField(max_length=64)

    def clean(self) -> dict[str, Any]:
        """A label is said of what is allowed; what was typed there and not chosen is nobody's word."""
        said = {**self.cleaned_data}
        if said.get("visibility") == LABEL:
            said["visibility"] = Article.Visibility.ALLOW
            if not said.get("label", "").strip():
                self.add_error("label", _("Write what readers should know."))
        else:
            said["label"] = ""
        return said


def copies_in(sent: Sequence[str]) -> dict[int, str]:
    """Items to decide along, as the panel sends them: `id:hash of the text that was shown`. Nonsense is left out."""
    pairs = [one.partition(":") for one in sent[:MOST]]
    return {int(key): text for key, _colon, text in pairs if is_id(key)}


def is_id(said: str) -> bool:
    """Digits that a key can have."""
    return said.isascii() and said.isdecimal() and len(said) <= LONGEST_ID


class AnswerForm(forms.Form):
    """Whether the decision stands, and the answer to the creator."""

    outcome = forms.ChoiceField(
        choices=[(it.value, it.label) for it in (Appeal.Outcome.UPHELD, Appeal.Outcome.OVERTURNED)],
        error_messages={"required": _("Choose: the decision stands, or it is overturned.")},
    )
    words = forms.CharField(
        max_length=LONGEST_ANSWER,
        error_messages={
            "required": _("Give the creator an answer, in at most 1,000 characters."),
            "max_length": _("Keep the answer under 1,000 characters; this one has %(show_value)d."),
        },
    )
    content_hash = forms.CharField(max_length=64)


class RemovalForm(forms.Form):
    """Why a comment is removed, and a note for its author."""

    reason = forms.ChoiceField(
        choices=[(reason.value, reason.label) for reason in Decision.reasons_for_comments()],
        error_messages={"required": _("Choose why the comment is removed: its author is told.")},
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": _("Keep the note under 1,000 characters; this one has %(show_value)d.")},
    )


class ShowAgainForm(forms.Form):
    """Why a comment is shown again; of one that was only held nobody has to say it."""

    note = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={
            "max_length": _("Keep the note under 1,000 characters; this one has %(show_value)d."),
        },
    )
