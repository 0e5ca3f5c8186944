"""Rows become one worker's: due ones, whose schedule is their lease as well (docs/decisions/0001), or for a moment."""

from typing import Any

from django.db import models, transaction


def claim(due: models.QuerySet[Any], *order: str, limit: int, **changes: Any) -> list[int]:
    """Take up to `limit` of these rows, in this order, and write `changes`, which put off when they are due again.

    Nobody else gets them meanwhile: who comes at the same moment skips rows that are locked. Returns their ids.
    """
    with transaction.atomic():
        ids = list(
            due.order_by(*order, "pk")
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)[:limit]
        )
        due.model._default_manager.filter(pk__in=ids).update(**changes)  # noqa: SLF001 -- the documented way
    return ids


def lock(rows: models.QuerySet[Any]) -> list[int]:
    """Lock these rows until the end of the caller's transaction, and return their ids.

    In the order of their keys, as everybody does who locks several: two that change the same rows then wait for each
    other in turn, where an update of its own order may wait for one that waits for it.
    """
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
