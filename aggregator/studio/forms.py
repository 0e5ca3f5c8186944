"""What creators type, and the sentences they get when it cannot be taken. What was typed always comes back."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feeds.clean import plain_text
from feeds.models import Draft, Topic
from feeds.studio.markdown import to_html

LONGEST_TITLE = 200  # as Draft.title; a headline of three lines on a phone
LONGEST_BODY = 40_000  # characters, 7,000 words: half an hour of reading


def refuse_control_characters(text: str) -> None:
    """Raise ValidationError for characters that no keyboard types: they come from broken copies and attacks."""
    found = [f"U+{ord(letter):04X}" for letter in text if _is_unprintable(letter)]
    if found:
        message = ngettext(
            "There is a character in the text that cannot be printed: %(found)s. Delete it, or type the line anew.",
            "There are characters in the text that cannot be printed: %(found)s. Delete them, or type the lines anew.",
            len(found),
        )
        raise ValidationError(message % {"found": ", ".join(dict.fromkeys(found[:5]))})


def _is_unprintable(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\r\n\t"


class PostForm(forms.Form):
    """A post. `is_for_posting` asks for everything that an article needs; a draft needs one word."""

    title = forms.CharField(
        label=_("Headline"),
        max_length=LONGEST_TITLE,
        required=False,
        error_messages={"max_length": _("Shorten the headline to %(limit_value)d characters; it has %(show_value)d.")},
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.first_level(),
        to_field_name="slug",
        required=False,
        empty_label=_("Let the site find it"),
        error_messages={"invalid_choice": _("Choose one of the topics of the list.")},
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("Markdown: an empty line between paragraphs, **bold**, *italic*, [words](https://…), ## heading."),
        error_messages={"max_length": _("Shorten the text to %(limit_value)d characters; it has %(show_value)d.")},
    )

    def __init__(self, *args: Any, is_for_posting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_for_posting = is_for_posting
        for name in ("title", "body"):
            field = self.fields[name]
            field.widget.attrs["dir"] = "auto"
            # Django refuses only NUL, and does not say what to do.
            kept = [it for it in field.validators if not isinstance(it, ProhibitNullCharactersValidator)]
            field.validators = [*kept, refuse_control_characters]

    def clean_title(self) -> str:
        """The headline on one line."""
        title = " ".join(self.cleaned_data["title"].split())
        if self.is_for_posting and not title:
            raise ValidationError(_("Write a headline: readers decide by it."))
        return title

    def clean_body(self) -> str:
        """The text with the line ends of this house."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n").replace("\r", "\n")
        if self.is_for_posting and not plain_text(to_html(body)):
            raise ValidationError(_("Write the text: there is nothing to read yet."))
        return body

    def clean(self) -> dict[str, Any]:
        """A draft holds something."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("title") and not cleaned.get("body"):
            self.add_error("body", _("Write something first: there is nothing to keep."))
        return cleaned

    @classmethod
    def of(cls, draft: Draft) -> "PostForm":
        """The form as the draft stands."""
        topic = draft.topic.slug if draft.topic else None
        return cls(initial={"title": draft.title, "body": draft.body, "topic": topic})
