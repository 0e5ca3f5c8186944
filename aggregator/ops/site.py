"""The admin's door: operators, and what its scripts need."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.sites import UnfoldAdminSite

# unfold builds its menus with Alpine, which evaluates expressions. Only operators ever get these pages.
ADMIN_CSP = {"script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class OperatorSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold has no types
    """For operators, by role; `is_staff` alone opens nothing."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this is an operator."""
        user = request.user
        return bool(user.is_active and getattr(user, "is_operator", False))

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002  Django's signature
        """Every page of the admin, with the policy its scripts need."""
        return csp_update(ADMIN_CSP)(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The site's own sign-in page, with its limits; somebody else's account is told no."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"/accounts/login/?next={request.GET.get('next', '/admin/')}")
