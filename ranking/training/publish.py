"""Versions of the heads: put one in force, with a reason, and never lose who did it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from feeds.models import ModelVersion
from moderation import audit
from ranking import versions
from ranking.heads import shape
from ranking.heads.curves import Heads


def publish(heads: Heads, report: Mapping[str, Any], *, reason: str, now: datetime) -> ModelVersion:
    """Store the heads with their report and put them in force."""
    words, slots = shape.to_words(heads.weights)
    stored = {**report, "heads": words, "slots": slots, "tables": versions.in_words(heads.tables)}
    if heads.squares is not None:
        behind, places = shape.to_words(heads.squares)
        stored["squares"] = {"heads": behind, "slots": places}
    with transaction.atomic():
        version = ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name=heads.version, report=stored)
        choose(version.pk, reason=reason, actor_id=None, now=now)
    return version


def choose(version_id: int | None, *, reason: str, actor_id: int | None, now: datetime) -> None:
    """Put this version in force, or the priors when it is None. Raises ValueError without a reason, and
    BrokenHeadsError when the version cannot score; then nothing changes.
    """
    if not reason.strip():
        raise ValueError("Changing the heads needs a reason.")
    with transaction.atomic():
        known = ModelVersion.objects.filter(kind=ModelVersion.Kind.HEADS)
        # the lock makes two choosers follow each other; the database allows one active version a kind
        list(known.select_for_update().order_by("pk").values_list("pk"))
        if version_id is not None:
            version = known.get(pk=version_id)
            versions.stored(version.name, version.report)
            known.filter(is_active=True).exclude(pk=version.pk).update(is_active=False)
            known.filter(pk=version.pk).update(is_active=True)
        else:
            known.filter(is_active=True).update(is_active=False)
        audit.record_of_model(audit.Act.CHOSE_HEADS, version_id=version_id, actor_id=actor_id, reason=reason, now=now)
