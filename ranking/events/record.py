"""One act: refused, known already, or stored, counted and learnt from, all in one transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ranking import params, profiles
from ranking.events import counters, crowd, pairs, refuse
from ranking.events.refuse import Subject
from ranking.models import Event, Profile, Slate

Kind = Event.Kind
# Acts that hold until they are taken back, and what takes them back.
LASTING = {Kind.LIKE: Kind.UNLIKE, Kind.SAVE: Kind.UNSAVE, Kind.HIDE: Kind.UNHIDE, Kind.MORE: Kind.UNMORE}
COUNTER = {
    Kind.VIEW: "views",
    Kind.PLAY: "plays",
    Kind.LIKE: "likes",
    Kind.HIDE: "hides",
    Kind.COMMENT: "comments",
    Kind.SAVE: "saves",
    Kind.SHARE: "shares",
    Kind.REPORT: "reports",
}


def record(
    kind: str,
    *,
    article_id: int,
    reader_id: int | None,
    impression_id: int | None = None,
    value: float = 1.0,
    now: datetime,
    visitor: str = "",
    block: str = "",
    is_private: bool = False,
) -> Event | None:
    """Store what was done and learn from it; None when it was counted before, or says nothing new.

    `value` of a dwell: the seconds read so far since the article was opened, so that a repeated or lost beacon does
    no harm. Raises EventRefusedError (a ValueError) for what cannot be; then nothing is stored. The next page of the
    same reader sees what was learnt. `block` tells networks apart (see crowd); empty where there is none to bound.
    Nothing is learnt of the reader from what is private, now or later, and it is of no place on a page.
    """
    what = refuse.kind_of(kind)
    amount = refuse.seconds(what, value)
    on = refuse.subject(
        article_id=article_id,
        reader_id=reader_id,
        visitor=visitor,
        impression_id=None if is_private else impression_id,
        now=now,
    )
    if reader_id is None and on.impression_id is None:
        return None  # nobody, from nowhere: there is no telling one from a thousand
    with transaction.atomic():
        profile = profiles.lock(reader_id) if reader_id is not None else None
        if profile is None:
            _hold(on)
        before = _before(what, on, reader_id)
        if what in params.UNDOES and before:  # what was learnt is taken back privately too, what was not is not
            is_private = before[0].is_private
        event = _stored(what, on, before, reader_id=reader_id, amount=amount, now=now, is_private=is_private)
        if event is None:
            return None
        acts = [_act(event, on, before)]
        if what == Kind.PLAY and _was_unseen(on, reader_id, now):
            acts.insert(0, profiles.Act(Kind.VIEW, on.article_id, on.topic_id, on.author, is_horizon=on.is_horizon))
        if not counters.is_own(on.creator_id, reader_id):
            share = _share(event, before, block)
            _count(event, on, before, share, now)
            if what == Kind.PLAY and not before and on.teaches and not is_private:
                _pair(on.article_id, profile, visitor, share, now)
        if profile is not None and on.teaches and not is_private:
            profiles.learn(profile, acts, now=now)
    return event


def _hold(on: Subject) -> None:
    """As record_beacon, a stranger holds their slate: a card's view is often told at the moment when it is opened."""
    slate = Slate.objects.filter(impressions=on.impression_id)
    list(slate.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _before(kind: Event.Kind, on: Subject, reader_id: int | None) -> list[Event]:
    """What the same reader (or, of a stranger, the same impression) did of this kind and its opposite; newest first."""
    opposite = LASTING.get(kind) or params.UNDOES.get(kind)
    kinds = [kind, opposite] if opposite else [kind]
    whose = {"reader_id": reader_id} if reader_id is not None else {"impression_id": on.impression_id}
    return list(Event.objects.filter(**whose, article_id=on.article_id, kind__in=kinds).order_by("-pk"))


def _stored(
    kind: Event.Kind,
    on: Subject,
    before: list[Event],
    *,
    reader_id: int | None,
    amount: float,
    now: datetime,
    is_private: bool,
) -> Event | None:
    last = before[0].kind if before else None
    if kind in {*LASTING, Kind.REPORT} and last == kind:
        return None  # it holds already, on whichever page it was done
    if kind in params.UNDOES and last != params.UNDOES[kind]:
        return None  # there is nothing to take back
    if kind == Kind.DWELL and amount <= _read_before(on, before):
        return None
    here = [it for it in before if it.impression_id == on.impression_id]
    if kind in {Kind.VIEW, Kind.PLAY, Kind.SHARE} and (here or (before and on.impression_id is None)):
        return None  # once an impression; by its address once a reader
    # a like that was taken back and given again: the impression has its like already, the reader's state changes
    again = kind in LASTING and any(it.kind == kind for it in here)
    event = Event(
        impression_id=None if again else on.impression_id,
        reader_id=reader_id,
        article_id=on.article_id,
        kind=kind,
        value=amount,
        happened_at=now,
        is_private=is_private,
    )
    try:
        with transaction.atomic():  # two beacons of a stranger at the same moment: the second one is known already
            event.save(force_insert=True)
    except IntegrityError:
        return None
    return event


def _was_unseen(on: Subject, reader_id: int | None, now: datetime) -> bool:
    """Whoever opened a card has seen it: the view is recorded here if no beacon has told of it."""
    if on.impression_id is None:
        return False
    _view, is_new = Event.objects.get_or_create(
        impression_id=on.impression_id,
        kind=Kind.VIEW,
        defaults={"reader_id": reader_id, "article_id": on.article_id, "happened_at": now},
    )
    if is_new and not counters.is_own(on.creator_id, reader_id):
        counters.count(on.article_id, {"views": 1}, heat=0.0, now=now)
    return is_new


def _share(event: Event, before: list[Event], block: str) -> float:
    """How much it counts: taking back, as much as was given, and giving again what was taken back, as much as it did
    before, without spending what the network has left. An act beyond the crowd's bound is stored with value 0.
    """
    if event.kind in {Kind.VIEW, Kind.DWELL}:
        return 1.0
    if event.kind in params.UNDOES:
        return before[0].value
    given = next((it.value for it in before if it.kind == event.kind), None) if event.kind in LASTING else None
    share = crowd.share(event.kind, event.article_id, block) if given is None else given
    if not share:
        event.value = 0.0
        event.save(update_fields=["value"])
    return share


def _count(event: Event, on: Subject, before: list[Event], share: float, now: datetime) -> None:
    """Counters by impression; heat, in its share, only for the first act of its kind of this reader."""
    if not share:
        return
    kind = Event.Kind(event.kind)
    moves: dict[str, float] = {COUNTER[kind]: 1} if kind in COUNTER else {}
    undone = params.UNDOES.get(kind)
    if undone in COUNTER:
        moves = {COUNTER[Kind(undone)]: -1}
    if kind == Kind.DWELL:
        known = _read_before(on, before)
        moves = {"dwell_s": event.value - known, "dwells": 0 if known else 1}
    heat = 0.0 if before else params.HEAT.get(kind, 0.0)
    if event.reader_id is None:
        heat *= params.HEAT_OF_STRANGER
    counters.count(on.article_id, moves, heat=heat * share, now=now)


def _pair(article_id: int, profile: Profile | None, visitor: str, share: float, now: datetime) -> None:
    """Co-read with what the same person opened before; once a reader, half for a stranger, as the heat."""
    if profile is not None:
        pairs.count(article_id, profile.recent, amount=share, now=now)
    elif visitor:
        recent = [it for it in Event.objects.opened_last(visitor, limit=params.RECENT + 1) if it != article_id]
        pairs.count(article_id, recent, amount=share * params.HEAT_OF_STRANGER, now=now)


def _act(event: Event, on: Subject, before: list[Event]) -> profiles.Act:
    share, done_at = 1.0, None
    if event.kind == Kind.DWELL:
        known = profiles.read_share(_read_before(on, before), on.word_count)
        share = profiles.read_share(event.value, on.word_count) - known
    elif event.kind in params.UNDOES:
        done_at = before[0].happened_at
    return profiles.Act(Event.Kind(event.kind), on.article_id, on.topic_id, on.author, share, done_at, on.is_horizon)


def _read_before(on: Subject, before: list[Event]) -> float:
    """Seconds of this opening that were reported already."""
    return max((it.value for it in before if it.impression_id == on.impression_id), default=0.0)
