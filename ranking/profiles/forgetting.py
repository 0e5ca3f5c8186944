"""How a reader takes back what was learnt: one thing, everything, and for some minutes the taking back itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from feeds.models import Embedding
from ranking import params, pipeline
from ranking.models import Event, Profile
from ranking.profiles import learning
from ranking.profiles.learn import fade, lock
from ranking.types import author_of


def forget(reader_id: int, key: str, *, now: datetime | None = None) -> None:
    """Forget a topic, feed or creator: its counts, and its part in the interest vectors, learnt anew from all other
    acts. A boost of it ends as well.
    """
    now = now or timezone.now()
    plain = key.removeprefix("topic-")
    with transaction.atomic():
        profile = lock(reader_id)
        fade(profile, now)
        profile.topics = {it: row for it, row in profile.topics.items() if it != plain}
        profile.feeds = {it: row for it, row in profile.feeds.items() if it != plain}
        profile.boosts = [it for it in profile.boosts if it != key]
        profile.forgotten = {**profile.forgotten, plain: now.isoformat()}
        relearn(profile, now)
        profile.save()


def reset(reader_id: int, *, now: datetime | None = None) -> None:
    """Forget everything that was learnt or asked for; horizon and languages are wishes of another kind, and stay."""
    now = now or timezone.now()
    with transaction.atomic():
        old = lock(reader_id)
        kept = {"horizon": old.horizon, "languages": old.languages}
        Profile(reader_id=reader_id, **kept, forgotten={"*": now.isoformat()}).save()


def remembered(reader_id: int) -> dict[str, Any]:
    """Everything of the profile, to bring it back as it was."""
    found = Profile.objects.filter(pk=reader_id).values().first()
    return {} if found is None else dict(found.items())


def bring_back(reader_id: int, known: Mapping[str, Any]) -> None:
    """The profile as it was then. What was learnt since, in the minutes that an undo is offered, is lost."""
    with transaction.atomic():
        lock(reader_id)
        if known:
            Profile(**{**known, "reader_id": reader_id}).save()
        else:
            Profile.objects.filter(pk=reader_id).delete()


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
    needed = ("kind", "happened_at", "article__topic_id", "article__feed_id", "article__creator_id")
    acts = acts.only(*needed).order_by("happened_at", "pk")
    since = {key: datetime.fromisoformat(at) for key, at in profile.forgotten.items()}
    standing: list[Event] = []
    for act in acts:
        if undone := params.UNDOES.get(act.kind):
            standing = [it for it in standing if (it.kind, it.article_id) != (undone, act.article_id)]
            continue
        author = author_of(act.article.feed_id, act.article.creator_id)
        limits = [since[key] for key in ("*", str(act.article.topic_id), author) if key in since]
        if all(act.happened_at > it for it in limits):
            standing.append(act)
    return standing
