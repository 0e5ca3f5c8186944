"""What the operator brings."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from feeds.models import Feed
from feeds.opml import LARGEST


class ImportForm(forms.Form):
    """A list of feeds, as reader apps export it."""

    file = forms.FileField(
        label=_("List of feeds (OPML)"),
        help_text=_(
            "Up to 5 MB; of a longer list the first 10,000 feeds are taken. Folders named like a topic become the "
            "usual topic of their feeds. Every address is tried in the background, twenty at a time."
        ),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """The file; it is not read when it is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The list is larger than 5 MB. Split it and import the parts."))
        return file


class FullTextForm(forms.Form):
    """Whether the pages of a feed's articles are asked for their whole text."""

    full_text = forms.ChoiceField(label=_("Ask for whole texts"), choices=Feed.FullText.choices)


class HeadsForm(forms.Form):
    """Which version of the heads is to be in force (none: the one that ships with the site), and why."""

    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why: the next operator will ask.")},
    )
