"""A reader becomes a creator by their own will: everything that is posted is assessed, whoever posts it."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from aggregator.accounts.models import Role, User
from moderation import audit


def join(person: User, *, now: datetime) -> None:
    """Give this person the creator's role, and write it down. A second call changes nothing."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=person.pk)
        if Role.CREATOR in locked.roles:
            return
        locked.groups.add(Group.objects.get(name=Role.CREATOR))
        audit.record_of_person(audit.Act.BECAME_CREATOR, person_id=person.pk, actor_id=person.pk, now=now)
