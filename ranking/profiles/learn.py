"""One act of a reader, added to their profile in the transaction of its event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from feeds.models import Embedding
from ranking import params, pipeline
from ranking.models import Event, Profile
from ranking.profiles import learning

LEARNT = (
    *("long", "short", "long_mass", "short_mass", "encoder"),
    *("recent", "topics", "feeds", "events", "learned_at"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to which article; `share` is 1, or for a dwell the part of a full read that is new.

    `done_at` is when the act happened that this one takes back.
    """

    kind: Event.Kind
    article_id: int
    topic_id: int | None
    author: str
    share: float = 1.0
    done_at: datetime | None = None


def lock(reader_id: int) -> Profile:
    """The reader's profile, made if need be; others who teach it wait until the transaction ends."""
    Profile.objects.bulk_create([Profile(reader_id=reader_id)], ignore_conflicts=True)
    return Profile.objects.select_for_update().get(pk=reader_id)


def learn(profile: Profile, acts: Sequence[Act], *, now: datetime) -> None:
    """Fade what was known to `now`, add the acts (or take back those they undo), save."""
    fade(profile, now)
    for act in acts:
        _add(profile, act, now)
    profile.events += len(acts)
    profile.save(update_fields=LEARNT)


def _add(profile: Profile, act: Act, now: datetime) -> None:
    undone = params.UNDOES.get(act.kind)
    lesson = params.LESSONS[undone or act.kind]
    sign = -1.0 if undone else 1.0
    since = act.done_at or now
    times = sign * act.share * pipeline.decay(since, now, params.LONG_HALF_LIFE)
    if act.topic_id is not None:
        profile.topics = learning.added(profile.topics, str(act.topic_id), lesson, times)
    if act.author:
        profile.feeds = learning.added(profile.feeds, act.author, lesson, times)
    if weight := lesson.get("vector", 0.0):
        short = sign * act.share * pipeline.decay(since, now, params.SHORT_HALF_LIFE)
        _read(profile, act.article_id, long=weight * times, short=weight * short)
    if act.kind == Event.Kind.PLAY:
        others = [it for it in profile.recent if it != act.article_id]
        profile.recent = [act.article_id, *others][: params.RECENT]


def fade(profile: Profile, now: datetime) -> None:
    """Bring counts and masses from `learned_at` to `now`."""
    if profile.learned_at is not None:
        left = pipeline.decay(profile.learned_at, now, params.LONG_HALF_LIFE)
        profile.topics = learning.faded(profile.topics, left)
        profile.feeds = learning.faded(profile.feeds, left)
        profile.long_mass *= left
        profile.short_mass *= pipeline.decay(profile.learned_at, now, params.SHORT_HALF_LIFE)
    profile.learned_at = max(now, profile.learned_at or now)


def _read(profile: Profile, article_id: int, *, long: float, short: float) -> None:
    row = Embedding.objects.filter(article=article_id, model=settings.EMBEDDING_MODEL).first()
    if row is None:
        return
    vector = row.vector
    if profile.encoder != settings.EMBEDDING_MODEL:  # the site changed its encoder: old directions mean nothing now
        profile.encoder, profile.long, profile.short = settings.EMBEDDING_MODEL, None, None
    profile.long, profile.long_mass = learning.moved(profile.long, profile.long_mass, vector, long)
    profile.short, profile.short_mass = learning.moved(profile.short, profile.short_mass, vector, short)
