"""Which checked claims, which feeds of them, and which matches."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from feeds.claiming import claim

if TYPE_CHECKING:
    from moderation.models import Reference, ReferenceFeed, ReferenceMatch

FEW = 100  # references that one sentence is weighed against; a sentence has four


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Checked claims by what they are good for."""

    def in_use(self) -> Self:
        """Those that articles are compared with."""
        return self.filter(withdrawn_at__isnull=True)

    def newest(self) -> Self:
        """As they came or were changed, newest first."""
        return self.order_by("-changed_at", "-pk")

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` of those that recent articles have to be compared with, for `lease`."""
        return claim(self.filter(match_due_at__lte=now), "match_due_at", limit=limit, match_due_at=now + lease)

    def nearest(self, vector: Sequence[float], *, encoder: str, limit: int) -> Self:
        """Those in use nearest to `vector` by cosine, annotated with `distance` (0 same .. 2 opposite)."""
        size = len(vector)  # the cast makes the partial index of this encoder usable
        distance = RawSQL(  # noqa: S611  the only value in the text is an int
            f"moderation_reference.vector::halfvec({size:d}) <=> %s::halfvec({size:d})",
            ["[" + ",".join(f"{x:.6g}" for x in vector) + "]"],
            output_field=FloatField(),
        )
        return self.in_use().filter(encoder=encoder).annotate(distance=distance).order_by("distance")[:limit]

    def cosines(self, vector: Sequence[float], *, encoder: str) -> dict[int, float]:
        """How near each of these is to `vector`, by id; those without a vector of this encoder are missing."""
        # the type does not know an annotation
        rows = self.nearest(vector, encoder=encoder, limit=FEW)
        return {row.pk: 1 - float(getattr(row, "distance", 2)) for row in rows}


class ReferenceFeedQuerySet(models.QuerySet["ReferenceFeed"]):
    """Feeds of checked claims by schedule."""

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` due feeds for `lease`; nobody else gets them meanwhile."""
        return claim(self.filter(due_at__lte=now), "due_at", limit=limit, due_at=now + lease)


class ReferenceMatchQuerySet(models.QuerySet["ReferenceMatch"]):
    """Matches by whether they count."""

    def standing(self) -> Self:
        """Neither dismissed by a moderator nor of a claim that was taken out of the library."""
        return self.filter(dismissed_at__isnull=True, reference__withdrawn_at__isnull=True)

    def best(self) -> Self:
        """The most alike first."""
        return self.select_related("reference").order_by("-likeness", "pk")
