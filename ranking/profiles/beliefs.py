"""What a reader sees of their own profile, and what they wish of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from feeds.models import Feed, Topic
from ranking import params, pipeline
from ranking.models import Profile
from ranking.profiles import learning
from ranking.profiles.learn import lock
from ranking.types import TopicTaste

MOST_BOOSTS = 50  # more than anybody means: what is boosted like all else is not boosted


class BeliefError(ValueError):
    """Nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A topic, feed or creator, and how strongly the site believes that the reader opens it: 0 never to 1 always.

    `key` names it ("topic-3", "feed-7", "creator-9"); `is_boosted`: the reader asked for more of it.
    """

    key: str
    subject: Topic | Feed | AbstractBaseUser
    strength: float
    clicks: float
    hides: float
    is_boosted: bool = False

    @property
    def kind(self) -> str:
        """Which of the three."""
        return self.key.partition("-")[0]


def what_it_believes(reader_id: int) -> list[Belief]:
    """What the reader's acts and boosts speak of, strongest first. Four queries at most."""
    profile = Profile.objects.filter(pk=reader_id).first()
    if profile is None:
        return []
    learnt = {f"topic-{key}": it for key, it in learning.tastes(profile.topics).items()}
    learnt |= learning.tastes(profile.feeds)
    known = {key: it for key, it in learnt.items() if it.clicks or it.hides}
    known = {key: known.get(key, TopicTaste()) for key in {*known, *profile.boosts}}
    subjects = _subjects(known)
    counted = learning.boosted(known, profile.boosts)
    beliefs = [
        Belief(
            key,
            subjects[key],
            pipeline.posterior(counted[key], params.BASE_RATE["play"])[0],
            it.clicks,
            it.hides,
            is_boosted=key in profile.boosts,
        )
        for key, it in known.items()
        if key in subjects
    ]
    return sorted(beliefs, key=lambda it: (-it.strength, str(it.subject), it.key))


def _subjects(keys: Collection[str]) -> dict[str, Topic | Feed | AbstractBaseUser]:
    """What the keys name, of what there is."""
    ids: dict[str, list[int]] = {"topic": [], "feed": [], "creator": []}
    for key in keys:
        kind, _dash, number = key.partition("-")
        ids[kind].append(int(number))
    rows: dict[str, QuerySet[Any]] = {
        "topic": Topic.objects.all(),
        "feed": Feed.objects.only("title", "url"),
        "creator": get_user_model()._default_manager.filter(is_active=True),  # noqa: SLF001  the documented way
    }
    return {
        f"{kind}-{pk}": row for kind, wanted in ids.items() if wanted for pk, row in rows[kind].in_bulk(wanted).items()
    }


def boost(reader_id: int, key: str, *, wanted: bool) -> None:
    """More of this topic, feed or creator from the next page on, or as much as was learnt. Raises BeliefError."""
    if wanted and (not is_key(key) or key not in _subjects([key])):
        raise BeliefError(_("There is no such topic or publisher any more."))
    with transaction.atomic():
        profile = lock(reader_id)
        others = [it for it in profile.boosts if it != key]
        if wanted and len(others) >= MOST_BOOSTS:
            raise BeliefError(_("You asked for more of fifty things; take one back first."))
        profile.boosts = [*others, key] if wanted else others
        profile.save(update_fields=["boosts"])


def is_key(key: str) -> bool:
    """Whether it could name something."""
    return re.fullmatch(r"(topic|feed|creator)-[1-9][0-9]{0,17}", key, re.ASCII) is not None


def set_languages(reader_id: int, languages: Sequence[str]) -> None:
    """What the reader reads, as two-letter codes; none for all."""
    Profile.objects.update_or_create(reader_id=reader_id, defaults={"languages": sorted(set(languages))})


def languages_of(reader_id: int) -> list[str]:
    """What they read; empty for all."""
    return list(Profile.objects.filter(pk=reader_id).values_list("languages", flat=True).first() or [])


def set_horizon(reader_id: int, value: float) -> None:
    """How far beyond the usual the horizon places may go, 0 to 1. Raises ValueError for anything else."""
    if not 0 <= value <= 1:
        raise ValueError("The horizon is a number from 0 to 1.")
    Profile.objects.update_or_create(reader_id=reader_id, defaults={"horizon": value})


def horizon_learnt(reader_id: int) -> float:
    """What opening and hiding pieces in horizon places added to the wish, -RADIUS_MOST to RADIUS_MOST."""
    return Profile.objects.filter(pk=reader_id).values_list("horizon_learnt", flat=True).first() or 0.0
