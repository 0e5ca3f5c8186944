"""One act of a reader, added to their profile in the transaction of its event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models.expressions import RawSQL

from feeds.models import Embedding
from ranking import params, pipeline
from ranking.models import Event, Profile
from ranking.profiles import learning

# The directions and their encoder are moved only by what has a vector: views, the most by far, do not.
LEARNT = (
    *("long_mass", "short_mass"),
    *("recent", "topics", "feeds", "events", "horizon_learnt", "learned_at"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to which article; `share` is 1, or for a dwell the part of a full read that is new.

    `done_at` is when the act happened that this one takes back; `is_horizon`: it was done on a horizon place.
    """

    kind: Event.Kind
    article_id: int
    topic_id: int | None
    author: str
    share: float = 1.0
    done_at: datetime | None = None
    is_horizon: bool = False


def lock(reader_id: int) -> Profile:
    """The reader's profile, made if need be; others who teach it wait until the transaction ends."""
    profile = Profile.objects.select_for_update().filter(pk=reader_id).first()
    if profile is not None:
        return profile
    Profile.objects.bulk_create([Profile(reader_id=reader_id)], ignore_conflicts=True)
    return Profile.objects.select_for_update().get(pk=reader_id)


def learn(profile: Profile, acts: Sequence[Act], *, now: datetime) -> None:
    """Fade what was known to `now`, add the acts (or take back those they undo), save."""
    vectors = _vectors(acts)
    teach(profile, acts, vectors=vectors, encoder=settings.EMBEDDING_MODEL, now=now)
    changes = {name: getattr(profile, name) for name in LEARNT}
    if vectors:
        changes |= {"encoder": profile.encoder, "long": _written(profile.long), "short": _written(profile.short)}
    Profile.objects.filter(pk=profile.pk).update(**changes)


def _written(vector: Sequence[float] | None) -> RawSQL:
    """As text: Django and psycopg look at each of the 384 numbers several times, which was a third of a beacon."""
    return RawSQL("%s::float8[]", [None if vector is None else f"{{{','.join(map(repr, vector))}}}"])


def teach(
    profile: Profile, acts: Sequence[Act], *, vectors: Mapping[int, Sequence[float]], encoder: str, now: datetime
) -> None:
    """The same without saving: `vectors` of the articles by id, made by `encoder`. Asks nobody."""
    fade(profile, now)
    if profile.encoder != encoder and vectors:  # the site changed its encoder: old directions mean nothing now
        profile.encoder, profile.long, profile.short = encoder, None, None
    for act in acts:
        _add(profile, act, vectors.get(act.article_id), now)
    profile.events += len(acts)


def _vectors(acts: Sequence[Act]) -> dict[int, Sequence[float]]:
    """The vectors of articles of which acts speak for something; views need none."""
    ids = {it.article_id for it in acts if _lesson(it).get("vector")}
    rows = Embedding.objects.filter(article__in=ids, model=settings.EMBEDDING_MODEL) if ids else []
    return {row.article_id: row.vector for row in rows}


def _lesson(act: Act) -> Mapping[str, float]:
    return params.LESSONS[params.UNDOES.get(act.kind) or act.kind]


def _add(profile: Profile, act: Act, vector: Sequence[float] | None, now: datetime) -> None:
    lesson = _lesson(act)
    sign = -1.0 if act.kind in params.UNDOES else 1.0
    since = act.done_at or now
    times = sign * act.share * pipeline.decay(since, now, params.LONG_HALF_LIFE)
    if act.topic_id is not None:
        profile.topics = learning.added(profile.topics, str(act.topic_id), lesson, times)
    if act.author:
        profile.feeds = learning.added(profile.feeds, act.author, lesson, times)
    if vector is not None and (weight := lesson.get("vector", 0.0)):
        short = sign * act.share * pipeline.decay(since, now, params.SHORT_HALF_LIFE)
        profile.long, profile.long_mass = learning.moved(profile.long, profile.long_mass, vector, weight * times)
        profile.short, profile.short_mass = learning.moved(profile.short, profile.short_mass, vector, weight * short)
    if act.is_horizon:
        moved = profile.horizon_learnt + sign * params.RADIUS_MOVES.get(params.UNDOES.get(act.kind) or act.kind, 0.0)
        profile.horizon_learnt = max(-params.RADIUS_MOST, min(params.RADIUS_MOST, moved))
    if act.kind == Event.Kind.PLAY:
        others = [it for it in profile.recent if it != act.article_id]
        profile.recent = [act.article_id, *others][: params.RECENT]


def fade(profile: Profile, now: datetime) -> None:
    """Bring counts and masses from `learned_at` to `now`."""
    if profile.learned_at is not None:
        left = pipeline.decay(profile.learned_at, now, params.LONG_HALF_LIFE)
        profile.topics = learning.faded(profile.topics, left)
        profile.feeds = learning.faded(profile.feeds, left)
        profile.horizon_learnt *= left  # without news the slider alone decides
        profile.long_mass *= left
        profile.short_mass *= pipeline.decay(profile.learned_at, now, params.SHORT_HALF_LIFE)
    profile.learned_at = max(now, profile.learned_at or now)
