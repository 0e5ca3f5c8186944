"""Who is signed in, with their roles: what every page asks, in one question whose SQL is built once.

Django builds it anew each time, and the names of the groups were a question of their own: .9 ms of a page's processor
time where this takes .25.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef

from aggregator.accounts.models import User
from feeds.compiled import compiled

_COLUMNS = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001  documented since Django 1.8
_with_roles = compiled(
    lambda user_id: User.objects.filter(pk=user_id).values_list(
        *_COLUMNS, ArraySubquery(Group.objects.filter(user=OuterRef("pk")).values("name"))
    )
)


class EmailBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Sign-in as allauth does it."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, if the account may still be used. One query."""
        found = _with_roles(user_id)
        if not found:
            return None
        *values, roles = found[0]
        user: User = User.from_db(DEFAULT_DB_ALIAS, _COLUMNS, values)
        user.roles = frozenset(roles)
        return user if self.user_can_authenticate(user) else None
