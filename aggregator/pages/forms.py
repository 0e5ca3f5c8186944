"""What readers type, and the sentences they get when it cannot be taken."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aggregator.accounts.look import Font, Look, Size, Theme, Width
from aggregator.accounts.models import User
from feeds.clean import canonical_url
from feeds.models import Comment, Topic
from feeds.platforms import platform_feed


class CommentForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm takes no argument at run time
    """What a reader says under an article."""

    class Meta:
        model = Comment
        fields = ("body",)
        widgets = {"body": forms.Textarea(attrs={"rows": 4, "maxlength": 4000})}
        error_messages = {
            "body": {
                "required": _("Write something first."),
                "max_length": _("Shorten it to 4,000 characters; it has %(show_value)d."),
            }
        }


class AddFeedForm(forms.Form):
    """The address of a site or of its feed."""

    url = forms.CharField(
        label=_("Address of a site or feed"),
        max_length=2000,
        help_text=_("For example https://example.org/ or https://example.org/feed.xml"),
        error_messages={"required": _("Paste an address first."), "max_length": _("This address is too long.")},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
    )

    def clean_url(self) -> str:
        """The address in the form under which feeds are kept; `https://` is added where it is missing."""
        typed = self.cleaned_data["url"]
        full = typed if "://" in typed else f"https://{typed}"
        URLValidator(schemes=["http", "https"], message=_("This is not an address of a web page."))(full)
        return canonical_url(platform_feed(full) or full)


class WelcomeForm(forms.Form):
    """Topics a new reader cares for; none is fine."""

    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.first_level(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("There is no topic “%(value)s” here.")},
    )


class HorizonForm(forms.Form):
    """How far beyond the usual, in percent."""

    horizon = forms.IntegerField(
        min_value=0,
        max_value=100,
        error_messages={
            "required": _("Choose a place between 0 and 100."),
            "invalid": _("Choose a place between 0 and 100."),
            "min_value": _("Choose a place between 0 and 100."),
            "max_value": _("Choose a place between 0 and 100."),
        },
    )


class LookForm(forms.Form):
    """Theme, letters, size and width; what is not said is as usual."""

    theme = forms.ChoiceField(label=_("Colours"), choices=Theme, required=False, widget=forms.RadioSelect)
    font = forms.ChoiceField(label=_("Letters"), choices=Font, required=False, widget=forms.RadioSelect)
    size = forms.ChoiceField(label=_("Size"), choices=Size, required=False, widget=forms.RadioSelect)
    width = forms.ChoiceField(label=_("Width of texts"), choices=Width, required=False, widget=forms.RadioSelect)

    def clean(self) -> dict[str, str]:
        """Each of the four is said."""
        return {name: self.cleaned_data.get(name) or usual for name, usual in Look()._asdict().items()}


class NameForm(forms.Form):
    """The name that stands beside one's comments."""

    name = forms.CharField(
        label=_("Name shown beside your comments"),
        max_length=80,
        required=False,
        help_text=_("Leave it empty to stay a numbered reader. Your e-mail address is never shown."),
    )


SPANS = [(0, _("ever")), (1, _("a day")), (7, _("a week")), (30, _("a month"))]  # of a mute, in days


class UntilForm(forms.Form):
    """For how long something stays muted."""

    days = forms.TypedChoiceField(label=_("For"), choices=SPANS, coerce=int, required=False, empty_value=None)


class MuteForm(UntilForm):
    """A word that no title on one's page shall have, or a topic, and for how long."""

    word = forms.CharField(
        label=_("Word or words"),
        max_length=60,
        required=False,
        help_text=_("Whole words of a title; capital letters make no difference."),
    )
    topic = forms.ModelChoiceField(
        label=_("or a topic"),
        queryset=Topic.objects.first_level(),
        to_field_name="slug",
        required=False,
        empty_label=_("none"),
        error_messages={"invalid_choice": _("There is no such topic here.")},
    )
    field_order = ("word", "topic", "days")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = self.cleaned_data
        if not self.errors and bool(cleaned.get("word")) == bool(cleaned.get("topic")):
            both = _("Take the word or the topic, one after the other.")
            self.add_error("word", both if cleaned.get("word") else _("Type the word first."))
        return cleaned


# In their own words, as who reads them looks for them; the part before a dash is what articles are known by.
TONGUES = {code.partition("-")[0]: str(told["name_local"]) for code, told in LANG_INFO.items() if "name_local" in told}
TONGUES["zh"] = "中文"
_BY_NAME = sorted(TONGUES.items(), key=lambda it: it[1].casefold())


class LanguagesForm(forms.Form):
    """The languages that pages are chosen from."""

    languages = forms.MultipleChoiceField(
        choices=_BY_NAME,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is no language that the site knows.")},
    )


class TimeForm(forms.Form):
    """A limit of minutes a day, and when to be reminded of a break; empty is none."""

    daily_minutes = forms.IntegerField(
        label=_("Minutes a day"),
        min_value=5,
        max_value=1440,
        required=False,
        help_text=_("After it a line stands above each page. It keeps nothing from you. Empty: no limit."),
    )
    break_minutes = forms.IntegerField(
        label=_("A break after so many minutes"),
        min_value=5,
        max_value=240,
        required=False,
        help_text=_("Of reading without a pause of five minutes. Counted in your browser only. Empty: no reminder."),
    )


class LeaveForm(forms.Form):
    """The password once more, before an account is deleted; who signs in without one types the e-mail address."""

    proof = forms.CharField(max_length=254, error_messages={"required": _("Type it first.")}, strip=False)

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        self._user, proof = user, self.fields["proof"]
        if user.has_usable_password():
            proof.label, proof.widget = (
                _("Your password"),
                forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            )
        else:
            proof.label = _("Your e-mail address, to show that you mean it")

    def clean_proof(self) -> str:
        """Whether it is theirs."""
        typed = str(self.cleaned_data["proof"])
        if not self._user.has_usable_password():
            if typed.strip().lower() != self._user.email:
                raise ValidationError(_("That is not the address of this account."))
        elif not self._user.check_password(typed):
            raise ValidationError(_("That is not your password."))
        return typed
