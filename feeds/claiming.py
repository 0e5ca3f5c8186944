"""Rows that are due become one worker's: a row's schedule is its lease as well (docs/decisions/0001)."""

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
