"""What a reader may choose of what they are told, and the sentences they get when it cannot be taken."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from aggregator.notifications import vapid
from aggregator.notifications.kinds import Kind
from aggregator.notifications.models import DigestPlan, Wishes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
DAYS = [
    *((0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday"))),
    *((4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))),
]


def _kinds(label: "StrOrPromise") -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    wrong = {"invalid_choice": _("There is nothing of that kind.")}
    return forms.MultipleChoiceField(
        label=label, choices=Kind.choices, required=False, widget=boxes, error_messages=wrong
    )


def _hour(label: "StrOrPromise", *, none: bool = False) -> forms.TypedChoiceField:
    choices = [("", _("never")), *HOURS] if none else HOURS
    wrong = {"invalid_choice": _("Choose an hour."), "required": _("Choose an hour.")}
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=not none, error_messages=wrong
    )


class WishesForm(forms.Form):
    """Which kinds where, quiet hours, the clock, and the digest."""

    shown = _kinds(_("In the list"))
    pushed = _kinds(_("On my devices"))
    mailed = _kinds(_("By e-mail"))
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("As a place: Europe/Berlin, America/Lima, Asia/Shanghai."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false", "data-zone": ""}),
        error_messages={"required": _("Choose your time zone, so that night is night.")},
    )
    quiet_from = _hour(_("Quiet from"), none=True)
    quiet_until = _hour(_("until"), none=True)
    every = forms.ChoiceField(
        label=_("Your own front page by e-mail"),
        choices=[("", _("Never")), *DigestPlan.Every.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose never, every day or every week.")},
    )
    hour = _hour(_("At"))
    weekday = forms.TypedChoiceField(
        label=_("If every week, on"),
        choices=DAYS,
        coerce=int,
        error_messages={"invalid_choice": _("Choose a day."), "required": _("Choose a day.")},
    )

    def clean_time_zone(self) -> str:
        """A name that this machine has a clock for."""
        name = str(self.cleaned_data["time_zone"])
        if name not in available_timezones():
            raise forms.ValidationError(_("There is no time zone of that name. Try the nearest large city."))
        return name

    def clean(self) -> dict[str, object]:
        """Quiet hours have a beginning and an end, or neither."""
        given = super().clean() or {}
        if (given.get("quiet_from") is None) != (given.get("quiet_until") is None) and not self.errors:
            self.add_error("quiet_until", _("Choose both hours, or “never” twice."))
        return given


def initial(wishes: Wishes, plan: DigestPlan | None) -> dict[str, object]:
    """The form as it stands now."""
    names = ("shown", "pushed", "mailed", "time_zone", "quiet_from", "quiet_until")
    known: dict[str, object] = {name: getattr(wishes, name) for name in names}
    digest = plan or DigestPlan(every="")
    return known | {"every": digest.every, "hour": digest.hour, "weekday": digest.weekday}


class DeviceForm(forms.Form):
    """A browser that wants to be pushed: what its push service gave it."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)
    name = forms.CharField(max_length=80, required=False)

    def clean_endpoint(self) -> str:
        """An https address; whether it may be reached is asked when it is (feeds.fetch)."""
        address = str(self.cleaned_data["endpoint"])
        try:
            parts = urlsplit(address)
            is_one = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
        except ValueError:
            is_one = False
        if not is_one:
            raise forms.ValidationError(_("This is not the address of a push service."))
        return address

    def clean(self) -> dict[str, object]:
        """Keys that something can be written for."""
        given = super().clean() or {}
        if not self.errors:
            try:
                vapid.check(p256dh=str(given["p256dh"]), auth=str(given["auth"]))
            except vapid.DeviceKeyError as error:
                raise forms.ValidationError(_("These are not the keys of a browser.")) from error
        return given
