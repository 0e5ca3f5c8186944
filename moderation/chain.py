"""Was the audit tampered with? Goes along the chain of hashes from the first row to the head kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from moderation.models import AuditHead, AuditRow
from moderation.models.audit import BEGINNING

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


def _rows(end: int) -> Iterator[AuditRow]:
    """The rows by position, each with the text of its detail."""
    rows = AuditRow.objects.filter(position__lte=end).order_by("position", "pk")
    return rows.annotate(written=Cast("detail", TextField())).iterator(chunk_size=CHUNK)


def _refuse(row: AuditRow, position: int, last: str) -> None:
    """Raise unless `row` is the one that belongs at `position`, behind the row whose hash is `last`."""
    place = {"row": row.position, "id": row.pk, "position": position}
    if row.position > position:
        raise BrokenChainError(_("Row %(position)d is missing: the next one is %(row)d (id %(id)d).") % place)
    fits = row.sealed(getattr(row, "written")) == row.hash  # noqa: B009 - an annotation, which the type does not know
    if row.position == position and row.previous_hash == last:
        if fits:
            return
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
