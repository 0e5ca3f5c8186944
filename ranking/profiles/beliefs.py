"""What a reader sees of their own profile, and how they take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from feeds.models import Embedding, Topic
from ranking import params, pipeline
from ranking.models import Event, Profile
from ranking.profiles import learning
from ranking.profiles.learn import fade, lock


@dataclass(frozen=True, slots=True)
class Belief:
    """A topic and how strongly the site believes that the reader opens it: 0 never to 1 always."""

    topic: Topic
    strength: float
    clicks: float
    hides: float


def what_it_believes(reader_id: int) -> list[Belief]:
    """The topics that the reader's acts speak of, strongest first. Two queries."""
    profile = Profile.objects.filter(pk=reader_id).first()
    counts = learning.tastes(profile.topics) if profile is not None else {}
    topics = Topic.objects.in_bulk([int(key) for key in counts])
    beliefs = [
        Belief(topics[int(key)], pipeline.posterior(it, params.BASE_RATE["play"])[0], it.clicks, it.hides)
        for key, it in counts.items()
        if int(key) in topics and (it.clicks or it.hides)
    ]
    return sorted(beliefs, key=lambda it: (-it.strength, it.topic.name))


def set_horizon(reader_id: int, value: float) -> None:
    """How far beyond the usual the horizon places may go, 0 to 1. Raises ValueError for anything else."""
    if not 0 <= value <= 1:
        raise ValueError("The horizon is a number from 0 to 1.")
    Profile.objects.update_or_create(reader_id=reader_id, defaults={"horizon": value})


def horizon_learnt(reader_id: int) -> float:
    """What opening and hiding pieces in horizon places added to the wish, -RADIUS_MOST to RADIUS_MOST."""
    return Profile.objects.filter(pk=reader_id).values_list("horizon_learnt", flat=True).first() or 0.0


def forget(reader_id: int, topic_id: int, *, now: datetime | None = None) -> None:
    """Forget a topic: its counts, and its part in the interest vectors, learnt anew from all other acts."""
    now = now or timezone.now()
    with transaction.atomic():
        profile = lock(reader_id)
        fade(profile, now)
        profile.topics = {key: row for key, row in profile.topics.items() if key != str(topic_id)}
        profile.forgotten = {**profile.forgotten, str(topic_id): now.isoformat()}
        relearn(profile, now)
        profile.save()


def reset(reader_id: int, *, now: datetime | None = None) -> None:
    """Forget everything that was learnt; the horizon is a wish of the reader's and stays."""
    now = now or timezone.now()
    with transaction.atomic():
        horizon = lock(reader_id).horizon
        Profile(reader_id=reader_id, horizon=horizon, forgotten={"*": now.isoformat()}).save()


def relearn(profile: Profile, now: datetime) -> None:
    """The interest vectors and the last opened, from the acts that the reader did not ask to forget."""
    acts = _remembered(profile, now)
    vectors = {
        row.article_id: row.vector
        for row in Embedding.objects.filter(
            article__in={act.article_id for act in acts}, model=settings.EMBEDDING_MODEL
        )
    }
    profile.encoder, profile.long, profile.short = settings.EMBEDDING_MODEL, None, None
    profile.long_mass = profile.short_mass = 0.0
    for act in acts:
        weight = params.LESSONS[act.kind].get("vector", 0.0)
        if weight and (vector := vectors.get(act.article_id)):
            long = weight * pipeline.decay(act.happened_at, now, params.LONG_HALF_LIFE)
            short = weight * pipeline.decay(act.happened_at, now, params.SHORT_HALF_LIFE)
            profile.long, profile.long_mass = learning.moved(profile.long, profile.long_mass, vector, long)
            profile.short, profile.short_mass = learning.moved(profile.short, profile.short_mass, vector, short)
    opened = [act.article_id for act in reversed(acts) if act.kind == Event.Kind.PLAY]
    profile.recent = list(dict.fromkeys(opened))[: params.RECENT]


def _remembered(profile: Profile, now: datetime) -> list[Event]:
    """Acts that speak for something and stand, oldest first, without those of topics forgotten since."""
    kind = Event.Kind
    acts = (
        Event.objects.that_teach()
        .filter(
            reader_id=profile.reader_id,
            kind__in=(kind.PLAY, kind.LIKE, kind.UNLIKE, kind.COMMENT, kind.SAVE, kind.UNSAVE, kind.MORE),
            happened_at__gt=now - params.EVENTS_WINDOW,
        )
        .select_related("article")
    )
    acts = acts.only("kind", "happened_at", "article__topic_id").order_by("happened_at", "pk")
    since = {key: datetime.fromisoformat(at) for key, at in profile.forgotten.items()}
    standing: list[Event] = []
    for act in acts:
        if undone := params.UNDOES.get(act.kind):
            standing = [it for it in standing if (it.kind, it.article_id) != (undone, act.article_id)]
            continue
        limits = [since[key] for key in ("*", str(act.article.topic_id)) if key in since]
        if all(act.happened_at > it for it in limits):
            standing.append(act)
    return standing
