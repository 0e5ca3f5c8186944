"""The door of the moderators' room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

P = ParamSpec("P")


def for_moderators(view: Callable[Concatenate[HttpRequest, int, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for moderators, given the id of the one who asks; others are refused, strangers sign in first."""

    @wraps(view)
    def call(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated or not request.user.is_moderator:
            raise PermissionDenied(_("This room is for moderators."))
        return view(request, request.user.pk, *args, **kwargs)

    return call
