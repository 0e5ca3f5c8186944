"""What was done is said in a toast, with the button that takes it back."""

from django.contrib import messages
from django.template.loader import render_to_string

from aggregator.pages.requests import ReaderRequest


def offer_undo(request: ReaderRequest, text: str, *, action: str, back: str, is_again: bool = False) -> None:
    """Say it on the next page; `action` takes `undo=1`, or the same act anew, and returns to `back`."""
    given = {"text": text, "action": action, "next": back, "is_again": is_again}
    toast = render_to_string("_take_back.html", given, request=request)
    messages.info(request, toast)  # as safe text: the toast holds a form


def is_undo(request: ReaderRequest) -> bool:
    """The button of that toast was pressed."""
    return request.POST.get("undo") == "1"
