"""What was just done, in a toast that takes it back: in place with htmx, on the next page without."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django_htmx.http import HttpResponseClientRedirect

from aggregator.pages.requests import ReaderRequest


@dataclass(frozen=True, slots=True)
class Toast:
    """As _undo.html prints it. `target` is what the answer replaces; empty where the page stays as it is."""

    text: str
    action: str
    target: str = ""
    next: str = "/"
    fields: Mapping[str, object] = field(default_factory=dict)  # what the form sends beside undo=1; not what is empty

    @property
    def sent(self) -> list[tuple[str, object]]:
        """The fields that say something."""
        return [(name, value) for name, value in self.fields.items() if value]


def on_the_next_page(request: ReaderRequest, toast: Toast | None, address: str) -> HttpResponse:
    """Lead there; the toast, if there is one, waits as safe text, for it holds a form."""
    if toast is not None:
        messages.info(request, render_to_string("_undo.html", {"toast": toast}, request=request))
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)


def offer_undo(request: ReaderRequest, text: str, *, action: str, back: str, is_again: bool = False) -> None:
    """Say it on the next page; `action` takes `undo=1`, or the same act anew, and returns to `back`."""
    given = {"text": text, "action": action, "next": back, "is_again": is_again}
    toast = render_to_string("_take_back.html", given, request=request)
    messages.info(request, toast)  # as safe text: the toast holds a form


def is_undo(request: ReaderRequest) -> bool:
    """The button of such a toast was pressed."""
    return request.POST.get("undo") == "1"
