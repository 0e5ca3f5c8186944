"""The learner: every act moves the heads within a second. Nothing is written on the way of a page or an event for it.

It reads events by their number. A transaction that commits late has an older number, so the last seconds are read
again each time; what a page taught already is kept with the page, so that nothing is learnt twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from ranking import versions
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.heads.online import OnlineHeads
from ranking.heads.shape import Matrix
from ranking.models import Event, LiveHeads, Slate, Taught
from ranking.training.dataset import OVER, Page, Who, pages
from ranking.training.labels import labels, places

LATE = timedelta(seconds=10)  # no transaction of an event takes longer
MOST = 50_000  # events behind; what a learner that did not run missed beyond that is the night's work
# Events a tick: each may be on a page of its own, and the features of 1,000 pages are 20 MB as Python numbers. At three
# ticks a second it keeps up with 3,000 acts a second.
AT_ONCE = 1000
MOST_A_READER = 1000  # places an hour, each time something happened on their page: about 15 pages of a busy reader
VISIT = timedelta(hours=1)  # pages before the newest one that its being seen closes
MARK_EVERY_S = 1.0
RESTS = 10  # ticks left out while nothing happens: a whole one costs 4 ms, and another version is noticed in 3 s


@dataclass(frozen=True, slots=True)
class _Act:
    """One event: what, on which page, of whom, served when."""

    kind: str
    slate_id: UUID
    who: Who
    served_at: datetime


@dataclass(slots=True)
class Learner:
    """One process that learns; a second one finds the row locked and does nothing."""

    known: set[int] = field(default_factory=set)
    rests: int = 0
    newest: int = -1
    heard: Counter[Who] = field(default_factory=Counter)
    hour: int = 0

    def tick(self, *, now: datetime) -> int:
        """Learn what happened since the last tick. Returns how many places taught something new."""
        newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if newest == self.newest and 0 < self.rests < RESTS:
            self.rests += 1
            return 0
        with transaction.atomic():
            live = claimed(now)
            if live is None or not live.is_learning:
                return 0
            fresh = self._fresh(live, newest)
            if len(fresh) == AT_ONCE:
                newest = max(fresh)  # the rest is for the next ticks
            over = _over(live, fresh.values(), now)
            touched = pages({it.slate_id for it in fresh.values()} | over)
            count = _teach(live, [it for it in touched if self._may_teach(it, now)], over, now)
            is_moved = _mark(live, newest, now)
            if count or is_moved:
                live.save()
        self.known = {it for it in self.known.union(fresh) if it > live.learnt_until}
        self.newest, self.rests = newest, 0 if live.marks else 1
        return count

    def _may_teach(self, page: Page, now: datetime) -> bool:
        """Not too much of one reader in an hour: the rest of what they do is the night's work."""
        hour = int(now.timestamp() // 3600)
        if hour != self.hour:
            self.hour, self.heard = hour, Counter()
        self.heard[page.who] += len(page.shown)
        return self.heard[page.who] <= MOST_A_READER

    def _fresh(self, live: LiveHeads, newest: int) -> dict[int, _Act]:
        """What happened since, by the number of the event: the earliest, AT_ONCE at most."""
        since = max(live.learnt_until, newest - MOST)
        acts = Event.objects.filter(pk__gt=since, pk__lte=newest, impression__isnull=False)
        slate = ("slate_id", "slate__reader_id", "slate__visitor", "slate__served_at")
        rows = acts.order_by("pk").values_list("pk", "kind", *(f"impression__{it}" for it in slate))
        found = {
            pk: _Act(kind, slate_id, (reader, "" if reader else visitor), served_at)
            for pk, kind, slate_id, reader, visitor, served_at in rows[: AT_ONCE + len(self.known)]
            if pk not in self.known
        }
        return dict(islice(found.items(), AT_ONCE))


def claimed(now: datetime) -> LiveHeads | None:
    """The row, locked, started anew when another version came into force; None while another process has it."""
    start = versions.anchor()
    live = LiveHeads.objects.select_for_update(skip_locked=True).first()
    if live is None:
        if LiveHeads.objects.exists():
            return None
        newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
        live = LiveHeads(learnt_until=newest, judged_until=newest)  # what was before is the night's work
        reset(live, start, now)
        LiveHeads.objects.bulk_create([live], ignore_conflicts=True)
    elif live.anchor != start.version:
        reset(live, start, now)
        live.save()
    return live


def switch(*, is_on: bool) -> bool:
    """Learn from each act, or leave the heads as they are; whether that changed anything.

    What was done while it was off is not learnt when it goes on again: it may be why it was switched off.
    """
    with transaction.atomic():
        live = LiveHeads.objects.select_for_update().filter(is_learning=not is_on).first()
        if live is None:
            return False
        live.is_learning = is_on
        if is_on:
            newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
            live.learnt_until, live.judged_until, live.marks = newest, newest, []
        live.save(update_fields=["is_learning", "learnt_until", "judged_until", "marks"])
    return True


def reset(live: LiveHeads, heads: Heads, now: datetime) -> None:
    """From these heads on, nothing learnt yet."""
    store(live, OnlineHeads(heads), now)
    live.anchor, live.tables = heads.version, versions.in_words(heads.tables)


def store(live: LiveHeads, heads: OnlineHeads, now: datetime) -> None:
    """What was learnt, by name."""
    for name, matrix in (("weights", heads.weights), ("squares", heads.squares)):
        words, slots = shape.to_words(matrix)
        setattr(live, name, {"heads": words, "slots": slots})
    live.lessons, live.learnt_at = heads.lessons, now


def restored(live: LiveHeads) -> OnlineHeads:
    """What was learnt; from the anchor again when the row cannot be read."""
    start = versions.anchor()
    try:
        weights, squares = (shape.from_words(it["heads"], it["slots"]) for it in (live.weights, live.squares))
    except (KeyError, TypeError, ValueError, AttributeError):
        return OnlineHeads(start)
    return OnlineHeads(start, weights=weights, squares=squares, lessons=live.lessons)


def _over(live: LiveHeads, fresh: Iterable[_Act], now: datetime) -> set[UUID]:
    """Pages on which nothing more is expected: looked at a minute ago, or the next one was looked at."""
    until = _newest_at(live, now - OVER)
    acts = Event.objects.filter(pk__gt=live.judged_until, pk__lte=until, impression__isnull=False)
    over = set(acts.values_list("impression__slate_id", flat=True))
    newest: dict[Who, datetime] = {}
    for it in fresh:
        if it.kind == Event.Kind.VIEW:
            newest[it.who] = max(it.served_at, newest.get(it.who, it.served_at))
    return over | _before(newest)


def _before(newest: Mapping[Who, datetime]) -> set[UUID]:
    """The pages of the same visits before those."""
    if not newest:
        return set()
    readers = [reader for reader, _ in newest if reader is not None]
    visitors = [visitor for reader, visitor in newest if reader is None]
    whose = Q(reader__in=readers) | Q(reader__isnull=True, visitor__in=visitors)
    served = Slate.objects.filter(whose, served_at__gt=min(newest.values()) - VISIT, served_at__lt=max(newest.values()))
    known = Taught.objects.filter(slate=OuterRef("pk"), labels__is_over=True)
    rows = served.filter(~Exists(known)).values_list("pk", "reader_id", "visitor", "served_at")
    return {pk for pk, reader, visitor, at in rows if at < newest.get((reader, "" if reader else visitor), at)}


def _teach(live: LiveHeads, found: Sequence[Page], over: set[UUID], now: datetime) -> int:
    """Learn what these pages have to say that they did not say before."""
    if not found:
        return 0
    heads, before = restored(live), Taught.objects.in_bulk([page.slate_id for page in found])
    rows: list[tuple[Matrix, Matrix, Matrix, list[int]]] = []
    taught = []
    for page in found:
        earlier = before.get(page.slate_id)
        is_over = page.slate_id in over or bool(earlier and earlier.labels.get("is_over"))
        told, known = labels(page.shown, is_over=is_over), _labels(page, earlier)
        is_new = ~((told == known) | np.isnan(told)).all(axis=1)
        if is_new.any():
            slots = [slot for slot, new in zip(places(page.shown), is_new, strict=True) if new]
            rows.append((page.features[is_new], told[is_new], known[is_new], slots))
        if is_new.any() or (is_over and not (earlier and earlier.labels.get("is_over"))):
            words = _words(page, np.where(np.isnan(told), known, told), is_over=is_over)
            taught.append(Taught(slate_id=page.slate_id, labels=words))
    for features, told, known, slots in rows:
        heads.learn(features, told, slots=slots, taught=known)
    Taught.objects.bulk_create(taught, update_conflicts=True, unique_fields=["slate"], update_fields=["labels"])
    if rows:
        store(live, heads, now)
    return sum(len(features) for features, *_ in rows)


def _labels(page: Page, earlier: Taught | None) -> Matrix:
    """What the page taught before."""
    out = np.full((len(page.shown), len(shape.NAMES)), np.nan)
    known = earlier.labels.get("slots", {}) if earlier is not None else {}
    for row, it in enumerate(page.shown):
        told = known.get(str(it.slot), ())
        out[row, : len(told)] = [np.nan if value is None else value for value in told]
    return out


def _words(page: Page, told: Matrix, *, is_over: bool) -> dict[str, object]:
    slots = {
        str(it.slot): [None if np.isnan(value) else value for value in row]
        for it, row in zip(page.shown, told.tolist(), strict=True)
        if not np.isnan(row).all()
    }
    return {"is_over": is_over, "slots": slots}


def _newest_at(live: LiveHeads, then: datetime) -> int:
    """The newest event as of `then`, as far as marks tell."""
    return max((event for at, event in live.marks if at <= then.timestamp()), default=live.judged_until)


def _mark(live: LiveHeads, newest: int, now: datetime) -> bool:
    """Remember how far events go now, and move on what lies behind. Whether anything changed."""
    before = (live.learnt_until, live.judged_until, len(live.marks))
    live.judged_until = _newest_at(live, now - OVER)
    live.learnt_until = max(live.learnt_until, _newest_at(live, now - LATE))
    live.marks = [[at, event] for at, event in live.marks if event > live.judged_until]
    at, event = live.marks[-1] if live.marks else (0.0, live.judged_until)
    if newest > event and now.timestamp() - at >= MARK_EVERY_S:
        live.marks.append([now.timestamp(), newest])
    return before != (live.learnt_until, live.judged_until, len(live.marks))
