"""SAVE: checked claims -> references. Coming again updates a row; all of a call is stored, or nothing."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from moderation.models import Reference, ReferenceFeed
from moderation.references.harm import harm_of
from moderation.references.types import Checked
from moderation.references.wording import of_claim

_AT_ONCE = 1_000  # rows of a statement
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Saved:
    """How many references are new, how many changed, and how many were known as they are."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def save(
    checked: Iterable[Checked], *, now: datetime, feed: ReferenceFeed | None = None, added_by_id: int | None = None
) -> Saved:
    """Store checked claims. The same claim of the same page is one row; where a page checked one claim alone and
    words it anew, that row changes. What a moderator took out stays out.
    """
    by_url: defaultdict[str, dict[str, Checked]] = defaultdict(dict)
    for one in checked:
        by_url[one.url][claim_key(one.claim)] = one
    added: list[Reference] = []
    changed: list[Reference] = []
    unchanged = 0
    with transaction.atomic():
        known = _known(list(by_url))
        for url, wanted in by_url.items():
            rows = _paired(known[url], wanted)
            for key, one in wanted.items():
                row = rows.get(key)
                if row is None:
                    row = Reference(url=url, created_at=now, feed=feed, added_by_id=added_by_id, harm="")
                    added.append(row)
                elif _differs(row, one, key):
                    changed.append(row)
                else:
                    unchanged += 1
                    continue
                _write(row, one, key, now)
        Reference.objects.bulk_create(  # another import may have added the same claim a moment ago
            added,
            batch_size=_AT_ONCE,
            update_conflicts=True,
            unique_fields=["url", "claim_key"],
            update_fields=_WRITTEN,
        )
        Reference.objects.bulk_update(changed, _WRITTEN, batch_size=_AT_ONCE)
    return Saved(len(added), len(changed), unchanged)


def claim_key(claim: str) -> str:
    """The same for the same words, whatever their case and signs."""
    return hashlib.sha256(_SIGNS.sub(" ", claim.casefold()).strip().encode()).hexdigest()


def _known(urls: Sequence[str]) -> Mapping[str, list[Reference]]:
    """The rows of these pages, locked in the order of their keys so that two imports cannot wait for each other."""
    known: defaultdict[str, list[Reference]] = defaultdict(list)
    for start in range(0, len(urls), _AT_ONCE):
        rows = Reference.objects.filter(url__in=urls[start : start + _AT_ONCE]).defer("vector")
        for row in rows.select_for_update(of=("self",), no_key=True).order_by("pk"):
            known[row.url].append(row)
    return known


def _paired(rows: Sequence[Reference], wanted: Mapping[str, Checked]) -> dict[str, Reference]:
    """Which row each claim of a page is, by its key."""
    paired = {row.claim_key: row for row in rows if row.claim_key in wanted}
    if not paired and len(rows) == len(wanted) == 1:
        paired[next(iter(wanted))] = rows[0]
    return paired


_TOLD = ("claim", "rating", "verdict", "publisher", "reviewed_date", "language")


def _differs(row: Reference, one: Checked, key: str) -> bool:
    is_harm_new = bool(one.harm) and one.harm != row.harm
    return row.claim_key != key or is_harm_new or any(getattr(row, name) != getattr(one, name) for name in _TOLD)


def _write(row: Reference, one: Checked, key: str, now: datetime) -> None:
    is_reworded = row.claim_key != key
    if is_reworded or row.verdict != one.verdict:
        row.match_due_at = now  # articles that were compared with the old one have to be compared again
    for name in _TOLD:
        setattr(row, name, getattr(one, name))
    row.claim_key, row.changed_at = key, now
    row.harm = one.harm or row.harm or harm_of(one.claim)
    if is_reworded:
        row.wording = of_claim(one.claim)
        row.encoder, row.vector = "", None


_WRITTEN = (*_TOLD, "claim_key", "wording", "harm", "encoder", "vector", "match_due_at", "changed_at")
