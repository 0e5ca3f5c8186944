"""What operators may do in the admin, by role: no row of permissions has to be kept in step with the models."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

# They look at everything. They change people (roles, active or not), feeds, and what ranking is told from outside.
CHANGES = frozenset(
    {
        "accounts.change_user",
        "feeds.change_feed",
        "ranking.add_pin",
        "ranking.change_pin",
        "ranking.delete_pin",
        "ranking.add_valueweights",
    }
)
# What they do not look at either: the secrets of second factors, which allauth's admin shows.
HIDDEN = "mfa"


class RoleBackend(BaseBackend):
    """Asked by Django beside the backend that checks passwords."""

    def has_perm(self, user_obj: AbstractBaseUser | AnonymousUser, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002  Django's signature
        """Whether this operator may do that."""
        is_hidden = perm.startswith(f"{HIDDEN}.")
        return not is_hidden and _is_operator(user_obj) and (".view_" in perm or perm in CHANGES)

    def has_module_perms(self, user_obj: AbstractBaseUser | AnonymousUser, app_label: str) -> bool:
        """Every app but one has something to look at."""
        return app_label != HIDDEN and _is_operator(user_obj)


def _is_operator(user: AbstractBaseUser | AnonymousUser) -> bool:
    return bool(user.is_active and getattr(user, "is_operator", False))
