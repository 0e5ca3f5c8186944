"""The door of the studio: its pages are for creators."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from aggregator.pages.requests import ReaderRequest, reader_only

P = ParamSpec("P")


def creator_only(
    view: Callable[Concatenate[ReaderRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view for creators; a reader is led to the door, where they may become one."""

    @reader_only
    @wraps(view)
    def call(request: ReaderRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_creator else redirect("studio")

    return call
