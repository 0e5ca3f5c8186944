"""Put a trained model into use: its weights in a file, its version in the table, one active."""

from pathlib import Path
from typing import Any

from django.db import transaction

from feeds.models import ModelVersion
from moderation.weights import Weights, save


def publish(weights: Weights, report: dict[str, Any], folder: Path) -> ModelVersion:
    """Store the weights in `folder` and make them the active version. Publishing the same twice changes nothing.

    The file is complete before the row points at it: a crash between the two leaves an unused file, never a row
    without weights. Raises OSError when the folder cannot be written.
    """
    file = folder / f"{weights.name}.npz"
    save(weights, file)
    with transaction.atomic():
        claims = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS)
        # The lock makes two publishers follow each other; the database allows one active version a kind.
        list(claims.select_for_update().values_list("pk"))
        claims.filter(is_active=True).exclude(name=weights.name).update(is_active=False)
        version, _created = ModelVersion.objects.update_or_create(
            kind=ModelVersion.Kind.CLAIMS,
            name=weights.name,
            defaults={"weights": str(file), "report": report, "is_active": True},
        )
    return version
