"""What readers type about what is their own: names of searches and folders, notes."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feeds.models.saved_search import QUERY, SEARCH_NAME
from feeds.models.shelf import FOLDER_NAME, NOTE
from ranking.search import settled

if TYPE_CHECKING:
    from aggregator.pages.shelf import Filed, Shelf


class Name(forms.CharField):
    """A name on one line, without what cannot be seen."""

    def clean(self, value: object) -> str:
        """Raises ValidationError for none, or one that is too long."""
        return str(super().clean(settled(str(value or ""))))


class KeepSearchForm(forms.Form):
    """The words of a search, which are its name at first."""

    q = Name(
        max_length=QUERY,
        error_messages={
            "required": _("Type first what is to be searched for."),
            "max_length": _("This search is too long to be kept."),
        },
    )

    def clean(self) -> dict[str, str]:
        """With the name that it gets."""
        query = str(self.cleaned_data.get("q", ""))
        name = query if len(query) <= SEARCH_NAME else f"{query[: SEARCH_NAME - 1]}…"
        return {"q": query, "name": name}


class SearchNameForm(forms.Form):
    """What a search is called."""

    name = Name(
        label=_("Name"),
        max_length=SEARCH_NAME,
        error_messages={"required": _("Give it a name."), "max_length": _("Shorten it to 80 letters.")},
    )


class FolderForm(forms.Form):
    """What a folder is called."""

    name = Name(
        label=_("Name of the folder"),
        max_length=FOLDER_NAME,
        error_messages={"required": _("Give it a name."), "max_length": _("Shorten it to 60 letters.")},
    )


class FilingForm(forms.Form):
    """The folder that an article is in, an old one or a new one, and a note."""

    folder = forms.ChoiceField(
        label=_("Folder"), required=False, error_messages={"invalid_choice": _("This folder is gone. Choose another.")}
    )
    name = Name(
        label=_("or a new folder"),
        max_length=FOLDER_NAME,
        required=False,
        error_messages={"max_length": _("Shorten it to 60 letters.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you can read it."),
        error_messages={"max_length": _("Shorten it to 2,000 characters; it has %(show_value)d.")},
    )
    filed: "Filed"

    @classmethod
    def of(cls, mine: "Shelf", article_id: int, typed: QueryDict | None = None, *, note: str = "") -> "FilingForm":
        """Where this article is, or is to be; `note` instead of the one that is stored."""
        filed = mine.of(article_id)
        first = {"folder": "" if filed.folder is None else str(filed.folder.pk), "note": note or filed.note}
        form = cls(typed, initial=first, auto_id=f"f{article_id}_%s")
        form.filed = filed
        choices = [("", _("In no folder")), *((str(it.pk), it.name) for it in mine.folders)]
        cast("forms.ChoiceField", form.fields["folder"]).choices = choices
        return form

    def clean_note(self) -> str:
        """Without what cannot be seen; lines stay lines."""
        lines = str(self.cleaned_data["note"]).splitlines()
        return "\n".join("".join(it for it in line if it.isprintable()).rstrip() for line in lines).strip()
