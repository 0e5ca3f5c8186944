"""The end of an account: closed and nameless at once, its tables emptied by a worker one after the other.

The row of the person stays, empty: decisions and the audit name its number, and the database refuses to delete it.
Whatever runs here runs twice without harm, so a worker that dies is followed by another from the beginning.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aggregator.accounts.devices import sign_out
from aggregator.accounts.models import Device, Erasure, Export, Role, User
from aggregator.accounts.privacy.export import path_of
from aggregator.accounts.privacy.rules import RULES, THROUGH, Fate, Rule
from feeds.claiming import claim
from feeds.models import Article
from feeds.studio.withdraw import erase_words
from moderation import audit, decide

BATCH = 2_000  # rows a transaction: some ten milliseconds, which no page notices


class LastOperatorError(ValueError):
    """Nobody would be left to run the site."""


def close(user: User, *, now: datetime) -> Erasure:
    """Sign the person out everywhere and take name, addresses, password and keys at once; the rest is due.

    Raises LastOperatorError.
    """
    with transaction.atomic():
        if user.is_operator and not _others_run_it(user):
            raise LastOperatorError(_("Nobody else runs this site. Make somebody else an operator first."))
        erasure, is_new = Erasure.objects.get_or_create(user=user, defaults={"asked_at": now, "due_at": now})
        if is_new:
            audit.record_of_person(audit.Act.ERASED, person_id=user.pk, actor_id=user.pk, now=now)
        sign_out(list(Device.objects.filter(user=user)))
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        _empty(user)
    return erasure


def _others_run_it(user: User) -> bool:
    runs = Q(is_superuser=True) | Q(groups__name=Role.OPERATOR)
    return User.objects.filter(runs, is_active=True).exclude(pk=user.pk).exists()


def _empty(user: User) -> None:
    """The row as it stays: a number, and nothing of a person."""
    user.public_id = uuid.uuid4()
    user.email, user.name = f"{user.public_id.hex}@erased.invalid", ""
    user.set_unusable_password()
    user.is_active = user.is_staff = user.is_superuser = user.wants_mail = False
    kept = {"id", "date_joined", "last_login"}
    fresh = User(email=user.email)
    for column in User._meta.concrete_fields:  # noqa: SLF001  documented since Django 1.8
        if column.name not in {*kept, "public_id", "email", "password", "is_active", "wants_mail"}:
            setattr(user, column.attname, getattr(fresh, column.attname))
    user.last_login = None
    user.save()


def finish_due(*, now: datetime) -> int:
    """Empty the tables of all accounts that were closed; how many are done."""
    count = 0
    while ids := claim(Erasure.objects.due(now), "due_at", limit=1, due_at=now + settings.LEASE):
        finish(Erasure.objects.select_related("user").get(pk=ids[0]), now=now)
        count += 1
    return count


def finish(erasure: Erasure, *, now: datetime) -> None:
    """Everything that the rules say. The caller holds the lease."""
    user_id = erasure.user_id
    for export in Export.objects.filter(user=user_id):
        path_of(export).unlink(missing_ok=True)
    for article in Article.objects.filter(creator=user_id).only("pk", "visibility", "creator"):
        with transaction.atomic():
            if article.visibility != Article.Visibility.DROP:
                decide.withdraw(article.pk, creator_id=user_id, now=now)
            erase_words(article.pk)
    for rule in (*THROUGH, *RULES):
        for batch in _batches(rule, user_id):
            _apply(rule, batch)
    erasure.due_at, erasure.done_at = None, now
    erasure.save(update_fields=["due_at", "done_at"])


def _batches(rule: Rule, user_id: int) -> Iterator[list[int]]:
    """Keys of the rows that are not yet as they should be."""
    if rule.fate == Fate.STAYS and not rule.empties:
        return
    left = rule.of(user_id)
    if rule.fate == Fate.STAYS:
        left = left.exclude(**rule.empties)
    while batch := list(left.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield batch


def _apply(rule: Rule, batch: list[int]) -> None:
    rows = rule.rows_of._base_manager.filter(pk__in=batch)  # noqa: SLF001  the documented way
    if rule.fate == Fate.GONE:
        rows.delete()
    elif rule.fate == Fate.LOOSE:
        rows.update(**{rule.key: None}, **rule.empties)
    else:
        rows.update(**rule.empties)
