"""One account a role for a new site, so that everything can be tried at once."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from aggregator.accounts.models import Role, User

PEOPLE = {"reader": None, "creator": Role.CREATOR, "moderator": Role.MODERATOR, "operator": Role.OPERATOR}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What its owner has to know; the password is stored nowhere."""

    email: str
    password: str


@transaction.atomic
def add_demo_accounts() -> list[DemoAccount]:
    """One account a role with a random password, on a site without any account; otherwise nothing."""
    if User.objects.exists():
        return []
    return [_add(name, role) for name, role in PEOPLE.items()]


def _add(name: str, role: Role | None) -> DemoAccount:
    account = DemoAccount(email=f"{name}@example.org", password=secrets.token_urlsafe(9))
    user = User.objects.create_user(account.email, account.password, name=name.capitalize())
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
    return account
