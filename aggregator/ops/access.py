"""The door of the operator's pages: strangers sign in, others are told no."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from aggregator.accounts.models import User

P = ParamSpec("P")


class OperatorRequest(HttpRequest):
    """A request of an operator."""

    user: User


def operator_only(view: Callable[Concatenate[OperatorRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for operators; LoginRequiredMiddleware has sent strangers to the sign-in page already."""

    @wraps(view)
    def call(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not cast("User", request.user).is_operator:
            raise PermissionDenied
        return view(cast("OperatorRequest", request), *args, **kwargs)

    return call
