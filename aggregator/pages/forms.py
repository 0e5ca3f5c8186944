"""What readers type, and the sentences they get when it cannot be taken."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from aggregator.accounts.look import Font, Look, Size, Theme, Width
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


class MuteForm(forms.Form):
    """A word that no title on one's page shall have, and for how long."""

    word = forms.CharField(
        label=_("Word or words"),
        max_length=60,
        help_text=_("Whole words of a title; capital letters make no difference."),
        error_messages={"required": _("Type the word first.")},
    )
    days = forms.TypedChoiceField(
        label=_("For"),
        choices=[(0, _("ever")), (1, _("a day")), (7, _("a week")), (30, _("a month"))],
        coerce=int,
        required=False,
        empty_value=None,
    )
