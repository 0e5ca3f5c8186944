"""Was the audit tampered with? Goes along the chain of hashes from the first row to the head kept apart."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from moderation.models import AuditCheck, AuditHead, AuditRow
from moderation.models.audit import BEGINNING, Sealed

log = structlog.get_logger(__name__)
CHUNK = 2_000  # rows at a time: about a megabyte


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain that holds: how many rows, and the hash of the last one, which stands for all of them."""

    rows: int
    head: str


class BrokenChainError(Exception):
    """The first row that does not fit, and what is wrong with it, as a sentence."""


def verify(*, noted: str = "") -> Chain:
    """Go through every row. `noted` is a head that was written down elsewhere: it has to be one of the hashes, or the
    whole chain was written anew. Raises BrokenChainError. Rows that are added meanwhile are left for the next time.
    """
    with transaction.atomic():  # without one, PostgreSQL copies all rows aside before it gives out the first
        return _verified(noted)


def check(*, now: datetime) -> AuditCheck:
    """Verify, against the head that was found last as well, and keep the outcome; the log, which is kept elsewhere, has
    the head too.
    """
    last = AuditCheck.objects.filter(error="").order_by("-checked_at", "-pk").first()
    began = time.monotonic()
    try:
        chain = verify(noted=last.head if last is not None else "")
        found = AuditCheck(rows=chain.rows, head=chain.head)
        log.info("audit verified", rows=chain.rows, head=chain.head)
    except BrokenChainError as error:
        found = AuditCheck(rows=last.rows if last is not None else 0, error=str(error)[:300])
        log.error("audit broken", error=str(error))  # noqa: TRY400 - the sentence is all there is to say
    found.checked_at, found.seconds = now, time.monotonic() - began
    found.save()
    return found


def _verified(noted: str) -> Chain:
    top = AuditRow.objects.aggregate(top=Max("position"))["top"] or 0
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        raise BrokenChainError(_("The head of the chain is missing, so nobody can tell whether rows were cut off."))
    last, position, is_noted = BEGINNING, 0, noted in {"", BEGINNING}
    for row in _rows(head.position):
        position += 1
        _refuse(row, position, last)
        last, is_noted = row.hash, is_noted or row.hash == noted
    _refuse_end(head, position, last, top)
    if not is_noted:
        raise BrokenChainError(_("The noted head is no row of this chain: it was written anew, or belongs elsewhere."))
    return Chain(position, last)


def _rows(end: int) -> Iterator[Sealed]:
    """The rows by position, as tuples instead of models: a million of them in eleven seconds of CPU, hashes and all."""
    rows = AuditRow.objects.filter(position__lte=end).annotate(written=Cast("detail", TextField()))
    columns = [name if name != "detail" else "written" for name in Sealed._fields]
    return map(Sealed._make, rows.order_by("position", "pk").values_list(*columns).iterator(chunk_size=CHUNK))


def _refuse(row: Sealed, position: int, last: str) -> None:
    """Raise unless `row` is the one that belongs at `position`, behind the row whose hash is `last`."""
    fits = row.must_have() == row.hash
    if fits and row.position == position and row.previous_hash == last:
        return
    place = {"row": row.position, "id": row.pk, "position": position}
    if row.position > position:
        raise BrokenChainError(_("Row %(position)d is missing: the next one is %(row)d (id %(id)d).") % place)
    if row.position == position and row.previous_hash == last:
        raise BrokenChainError(_("Row %(row)d (id %(id)d) was altered: its words do not fit its hash.") % place)
    if fits or AuditRow.objects.filter(hash=row.previous_hash).exclude(pk=row.pk).exists():
        raise BrokenChainError(
            _("Row %(row)d (id %(id)d) does not follow on the one before it: re-ordered, put in, or rewritten.") % place
        )
    raise BrokenChainError(_("Row %(row)d (id %(id)d) follows on a row that is missing or was altered.") % place)


def _refuse_end(head: AuditHead, position: int, last: str, top: int) -> None:
    """Raise unless the chain ends where its head says."""
    place = {"row": position, "head": head.position, "top": top}
    if position < head.position:
        raise BrokenChainError(_("The end was cut off: the last row is %(row)d, the head says %(head)d.") % place)
    if last != head.hash:
        raise BrokenChainError(_("The head does not fit the last row (%(row)d): one of them was altered.") % place)
    if top > head.position:
        raise BrokenChainError(_("Row %(top)d lies behind the head (%(head)d): it was put in past it.") % place)
