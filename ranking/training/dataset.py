"""Pages that were served, with the features stored then and what readers did on them since."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from ranking.heads import shape
from ranking.heads.shape import Matrix
from ranking.models import Event, Impression, Slate
from ranking.training.labels import Shown, labels, places

Kind = Event.Kind
OVER = timedelta(seconds=60)  # a page that was looked at this long ago has had its clicks (facts/ranking.md, 6.7)
MOST_A_READER = 10_000  # places of one reader in a fit, 18 pages a day: a machine that clicks has one voice
_AT_ONCE = 1000  # pages read in one go: 20,000 rows of features are 20 MB as Python numbers


Who = tuple[int | None, str]  # a reader, or a stranger's key; strangers without one count as one


@dataclass(frozen=True, slots=True)
class Page:
    """One slate: whose it was, the features of its places, and what became of each."""

    slate_id: UUID
    who: Who
    features: Matrix
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Many pages as matrices: features, places, labels (see ranking/heads/online.py)."""

    features: Matrix
    slots: Matrix
    labels: Matrix

    def __len__(self) -> int:
        return len(self.features)

    def of(self, rows: Matrix) -> "Lessons":
        """Some of the rows, by number or by mask."""
        return Lessons(self.features[rows], self.slots[rows], self.labels[rows])


def pages(slate_ids: Collection[UUID]) -> list[Page]:
    """These slates, the earliest served first. Two queries."""
    shown, features, whose = _shown(slate_ids)
    for impression_id, kind, value in _acts(slate_ids):
        if impression_id in shown:
            slate_id, place = shown[impression_id]
            shown[impression_id] = (slate_id, _after(place, kind, value))
    by_slate: dict[UUID, list[int]] = {}
    for impression_id, (slate_id, _place) in shown.items():
        by_slate.setdefault(slate_id, []).append(impression_id)
    return [
        Page(slate_id, whose[slate_id], shape.padded([features[it] for it in ids]), tuple(shown[it][1] for it in ids))
        for slate_id, ids in by_slate.items()
    ]


def lessons(*, since: datetime, until: datetime, most: int) -> Lessons:
    """All pages served between the two that are over, at most about `most` rows: a random share when there are more."""
    served = Slate.objects.filter(served_at__gte=since, served_at__lt=until)
    served = _sample(served, most // shape.SLOTS)
    heard: Counter[Who] = Counter()
    found = [part for ids in _batches(served) for part in _taught(pages(ids), heard)]
    if not found:
        nothing = np.zeros((0, len(shape.NAMES)))
        return Lessons(np.zeros((0, shape.BIAS)), np.zeros(0, dtype=int), nothing)
    return Lessons(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _sample(served: "QuerySet[Slate]", most: int) -> "QuerySet[Slate]":
    """A share of the slates by their ids, which are random: the same share each time, of every reader alike."""
    count = served.count()
    if count <= most:
        return served
    return served.filter(pk__lt=UUID(int=int(most / count * (2**128 - 1))))


def _batches(served: "QuerySet[Slate]") -> Iterator[list[UUID]]:
    ids = list(served.order_by("served_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _taught(found: list[Page], heard: Counter[Who]) -> Iterator[tuple[Matrix, Matrix, Matrix]]:
    """The rows of each page of which anything is known; of one reader not too many."""
    for page in found:
        known = labels(page.shown, is_over=True)
        rows = ~np.isnan(known).all(axis=1)
        heard[page.who] += int(rows.sum())
        if rows.any() and heard[page.who] <= MOST_A_READER:
            yield page.features[rows], np.array(places(page.shown))[rows], known[rows]


def _shown(
    slate_ids: Collection[UUID],
) -> tuple[dict[int, tuple[UUID, Shown]], dict[int, list[float]], dict[UUID, Who]]:
    rows = Impression.objects.filter(slate__in=slate_ids).order_by("slate__served_at", "slate", "slot")
    shown, features, whose = {}, {}, {}
    names = ("pk", "slate_id", "slate__reader_id", "slate__visitor", "slot", "kind", "features")
    for pk, slate_id, reader, visitor, slot, kind, values in rows.values_list(*names):
        shown[pk] = (slate_id, Shown(slot, is_forced=kind == Impression.Kind.FORCED))
        features[pk], whose[slate_id] = values, (reader, "" if reader else visitor)
    return shown, features, whose


def _acts(slate_ids: Collection[UUID]) -> Iterator[tuple[int, str, float]]:
    acts = Event.objects.filter(impression__slate__in=slate_ids).order_by("pk")
    yield from acts.values_list("impression_id", "kind", "value").iterator()


def _after(place: Shown, kind: str, value: float) -> Shown:
    """The place after one more act; what is taken back was not done."""
    if kind == Kind.DWELL:
        return replace(place, seconds=max(value, place.seconds or 0.0))
    done = {
        Kind.VIEW: {"viewed": True},
        Kind.PLAY: {"played": True},
        Kind.LIKE: {"liked": True},
        Kind.UNLIKE: {"liked": False},
        Kind.COMMENT: {"commented": True},
        Kind.HIDE: {"hidden": True},
        Kind.UNHIDE: {"hidden": False},
        Kind.REPORT: {"reported": True},
    }
    return replace(place, **done.get(Kind(kind), {}))
