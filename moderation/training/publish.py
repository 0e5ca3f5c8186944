"""Versions of the claims model: store one, put it in force if it holds, go back to an earlier one."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from feeds.models import ModelVersion
from moderation import audit
from moderation.models import AuditRow
from moderation.weights import SHIPPED, Weights, load, save

# What a version may lose and still be promoted: sets left out scatter by half a point from seed to seed.
SLACK = 0.005
WEEK_SLACK = 0.02  # AUROC on the newest week: on 100 decisions it scatters by more


def publish(weights: Weights, report: dict[str, Any], folder: Path, *, now: datetime) -> ModelVersion:
    """Store the weights in `folder`, and put them in force unless the report says why not (`refused`).

    Publishing the same twice changes nothing. The file is complete before the row points at it: a crash between the two
    leaves an unused file, never a row without weights. Raises OSError when the folder cannot be written.
    """
    file = folder / f"{weights.name}.npz"
    save(weights, file)
    with transaction.atomic():
        version, _created = ModelVersion.objects.update_or_create(
            kind=ModelVersion.Kind.CLAIMS, name=weights.name, defaults={"weights": str(file), "report": report}
        )
        if not report.get("refused") and not version.is_active:
            choose(version.pk, reason="trained, and no worse than the one before", actor_id=None, now=now)
            version.refresh_from_db()
    return version


def choose(version_id: int | None, *, reason: str, actor_id: int | None, now: datetime) -> None:
    """Put this version in force, or the one that ships when it is None. Raises WeightsError when its weights are lost
    or broken, and ModelVersion.DoesNotExist; then nothing changes.
    """
    with transaction.atomic():
        claims = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS)
        # The lock makes two publishers follow each other; the database allows one active version a kind.
        list(claims.select_for_update().order_by("pk").values_list("pk"))
        others = claims.filter(is_active=True)
        if version_id is not None:
            load(claims.get(pk=version_id).weights)
            others = others.exclude(pk=version_id)
        others.update(is_active=False)
        if version_id is not None:
            claims.filter(pk=version_id).update(is_active=True)
        audit.record_of_model(audit.Act.CHOSE_CLAIMS, version_id=version_id, actor_id=actor_id, reason=reason, now=now)


def in_force() -> tuple[str, Mapping[str, Any]]:
    """The file of the weights in force and their report; of what ships, if no version is active."""
    active = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True).first()
    if active is not None:
        return active.weights, active.report
    return "", json.loads(SHIPPED.with_suffix(".json").read_text("utf-8"))


def is_kept_by_a_person() -> bool:
    """A moderator went back to an earlier version, and has not put the newest one in force since."""
    act = AuditRow.objects.filter(act=audit.Act.CHOSE_CLAIMS).order_by("-created_at", "-pk").first()
    if act is None or act.actor_id is None:
        return False
    known = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, created_at__lte=act.created_at)
    newest = known.order_by("-created_at", "-pk").first()
    return newest is None or act.subject != f"model:{newest.pk}"


def refusal(new: Mapping[str, Any], old: Mapping[str, Any]) -> str:
    """Why the new version must not replace the old one, in a sentence; empty if it may.

    It must hold on sets left out and on the decisions of the newest week, where both were measured there.
    """
    for measure in ("macro_f1", "auroc"):
        before, after = (((one.get("leave_one_set_out") or {}).get("mean") or {}).get(measure) for one in (old, new))
        if before is not None and after is not None and after < before - SLACK:
            return f"On sets left out its {measure} is {after}, that of the version in force {before}."
    week = new.get("newest_week") or {}
    if week and week["auroc"] < week["auroc_of_base"] - WEEK_SLACK:
        return f"On the newest week its AUROC is {week['auroc']}, without any decision {week['auroc_of_base']}."
    return ""
