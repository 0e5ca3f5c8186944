import hashlib
import json
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import models

BEGINNING = "0" * 64  # what the first row follows on


class AuditRow(models.Model):
    """Who did what to what. No code path updates or deletes a row; a trigger refuses it too.

    The last three columns are written by a trigger as the row is inserted (migration 0006): each row carries the hash
    of the one before it, so that a row which is changed, moved or taken out past the triggers shows.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    position = models.BigIntegerField(db_default=0, editable=False)
    previous_hash = models.CharField(max_length=64, db_default="", editable=False)
    hash = models.CharField(max_length=64, db_default="", editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position"], name="audit_row_one_a_position")]
        indexes = [
            # the history of one thing
            models.Index(fields=["subject", "-created_at"], name="audit_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class Sealed(NamedTuple):
    """The columns of a row as the chain reads them; `detail` is the column's text, as the database writes it."""

    previous_hash: str
    position: int
    pk: int
    created_at: datetime
    actor_id: int | None
    act: str
    subject: str
    detail: str
    hash: str

    def must_have(self) -> str:
        """The hash that this row must have, in the same form as in migration 0006. Act and subject come as JSON
        strings, so that no line break within one can be taken for the end of it.
        """
        at = self.created_at.astimezone(UTC).isoformat(timespec="microseconds")[:-6]  # without +00:00
        who = "" if self.actor_id is None else self.actor_id
        act, subject = _quoted(self.act), _quoted(self.subject)
        lines = f"{self.previous_hash}\n{self.position}\n{self.pk}\n{at}Z\n{who}\n{act}\n{subject}\n{self.detail}"
        return hashlib.sha256(lines.encode()).hexdigest()


_quoted = json.JSONEncoder(ensure_ascii=False).encode


class AuditHead(models.Model):
    """Where the chain of audit rows ends: one row, kept apart, so that rows cut off at the end are missed.

    Whoever adds to the chain locks it first, which is why two writers never follow on the same row.
    """

    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.position} {self.hash}"


class AuditCheck(models.Model):
    """One look along the whole chain: how far it reached, and the first row that did not fit, as a sentence."""

    rows = models.BigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=300, blank=True)
    seconds = models.FloatField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(models.Q(error=""), ~models.Q(head=""))
                | models.Q(~models.Q(error=""), models.Q(head="")),
                name="audit_check_has_a_head_or_an_error",
            )
        ]

    def __str__(self) -> str:
        return self.error or f"{self.rows} {self.head}"
