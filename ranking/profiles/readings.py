"""What a reader opened is forgotten: the acts are deleted, and what was learnt from them is taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ranking import params, pipeline
from ranking.models import Event, Profile
from ranking.profiles import learning
from ranking.profiles.forgetting import relearn, reset
from ranking.profiles.learn import fade, lock
from ranking.types import author_of

# Seen, opened, read for some time. What was liked, saved or hidden was said, not read: that is taken back where it was.
KINDS = (Event.Kind.VIEW, Event.Kind.PLAY, Event.Kind.DWELL)


def forget_reading(reader_id: int, article_id: int, *, now: datetime) -> bool:
    """Forget that the reader opened this article; False when they had not. Sums without a name stay as they are."""
    with transaction.atomic():
        profile = lock(reader_id)
        fade(profile, now)
        mine = Event.objects.filter(reader_id=reader_id, article=article_id, kind__in=KINDS)
        _take_back(profile, list(mine.that_teach().last_told().select_related("article")), now)
        was_there = bool(mine.delete()[0])
        relearn(profile, now)
        profile.save()
    return was_there


def forget_readings(reader_id: int, *, now: datetime) -> None:
    """Forget all that the reader ever opened, and everything that was learnt of them."""
    with transaction.atomic():
        reset(reader_id, now=now)
        Event.objects.filter(reader_id=reader_id, kind__in=KINDS).delete()


def _take_back(profile: Profile, acts: Sequence[Event], now: datetime) -> None:
    """Their part in the counts of topic and author of their one article, faded as they did. The vectors are learnt anew
    from all other acts.
    """
    for article in [act.article for act in acts[:1]]:
        if topic := article.topic_id:
            profile.topics = _less(profile.topics, str(topic), _lesson(profile, acts, topic, now))
        if author := author_of(article.feed_id, article.creator_id):
            profile.feeds = _less(profile.feeds, author, _lesson(profile, acts, None, now))


def _lesson(profile: Profile, acts: Sequence[Event], topic_id: int | None, now: datetime) -> dict[str, float]:
    """What these acts taught together, as much as is left of it: a piece that was opened was no miss."""
    lesson: dict[str, float] = defaultdict(float)
    for act in acts:
        if not _is_forgotten(profile, topic_id, act.happened_at):
            is_dwell = act.kind == Event.Kind.DWELL
            share = learning.read_share(act.value, act.article.word_count) if is_dwell else 1.0
            for name, amount in params.LESSONS[act.kind].items():
                lesson[name] += share * amount * pipeline.decay(act.happened_at, now, params.LONG_HALF_LIFE)
    return {**lesson, "misses": max(0.0, lesson["misses"])}


def _less(counts: learning.Counts, key: str, lesson: Mapping[str, float]) -> learning.Counts:
    return learning.faded(learning.added(counts, key, lesson, -1.0), 1.0)  # without what next to nothing is left of


def _is_forgotten(profile: Profile, topic_id: int | None, at: datetime) -> bool:
    """Whether the reader asked to forget it since: then it counts no more, and cannot be taken back."""
    asked = [profile.forgotten[key] for key in ("*", str(topic_id)) if key in profile.forgotten]
    return any(at <= datetime.fromisoformat(it) for it in asked)
