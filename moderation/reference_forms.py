"""What a moderator fills in to add a checked claim; the rules are those of a line of a CSV."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feeds.clean import as_title, canonical_url
from moderation.models import Reference
from moderation.models.reference import LONGEST_NAME
from moderation.references.ratings import verdict_of
from moderation.references.types import Checked


class ReferenceForm(forms.Form):
    """A claim, what was found, by whom, and where to read it."""

    claim = forms.CharField(max_length=500, label=_("What is claimed"))
    rating = forms.CharField(
        max_length=LONGEST_NAME, label=_("Rating"), help_text=_("In the publisher's words, such as “Mostly false”.")
    )
    verdict = forms.ChoiceField(
        required=False, label=_("Which means"), choices=[("", _("What the rating says")), *Reference.Verdict.choices]
    )
    publisher = forms.CharField(max_length=LONGEST_NAME, label=_("Publisher of the fact-check"))
    url = forms.CharField(max_length=2000, label=_("Its address"))
    reviewed_date = forms.DateField(
        required=False, label=_("Its date"), widget=forms.DateInput(attrs={"type": "date"}), input_formats=["%Y-%m-%d"]
    )
    harm = forms.ChoiceField(
        required=False, label=_("Harm"), choices=[("", _("What the rules find")), *Reference.Harm.choices]
    )

    def clean_url(self) -> str:
        """An address of the web, in its one spelling."""
        url = canonical_url(self.cleaned_data["url"].strip())
        if not url:
            raise forms.ValidationError(_("This is no address of the web; it begins with https://."))
        return url

    def checked(self) -> Checked:
        """What was filled in, as an import would bring it."""
        given = self.cleaned_data
        return Checked(
            claim=as_title(given["claim"]) or given["claim"],
            rating=given["rating"],
            verdict=given["verdict"] or verdict_of(given["rating"]),
            publisher=given["publisher"],
            url=given["url"],
            reviewed_date=given["reviewed_date"],
            harm=given["harm"],
        )
