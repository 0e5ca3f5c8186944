"""Which heads are in force: a version, what was learnt since, and the priors when anything is wrong."""

import random

import pytest

from feeds.models import ModelVersion
from ranking import params, recommend, versions
from ranking.heads import shape
from ranking.models import LiveHeads
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db


def version(name: str = "heads-1", *, bias: float = -3.0, broken: bool = False) -> ModelVersion:
    heads, slots = shape.to_words(shape.prior())
    heads["p_play"]["bias"] = bias
    report = {"heads": {"p_play": "lost"}} if broken else {"heads": heads, "slots": slots}
    return ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name=name, report=report, is_active=True)


def live(anchor: str, *, bias: float = -1.0) -> LiveHeads:
    heads, slots = shape.to_words(shape.prior())
    heads["p_play"]["bias"] = bias
    return LiveHeads.objects.create(
        anchor=anchor, weights={"heads": heads, "slots": slots}, squares={}, lessons=7, learnt_at=make.NOW
    )


def bias() -> float:
    return float(versions.in_force().weights[shape.BIAS, shape.PLAY])


def test_a_site_without_a_version_has_the_priors() -> None:
    assert versions.in_force().version == params.HEADS_VERSION
    assert bias() == params.HEADS["p_play"]["bias"]


def test_the_active_version_scores() -> None:
    version(bias=-3.0)
    assert versions.in_force().version == "heads-1"
    assert bias() == -3.0


def test_what_was_learnt_since_moves_the_version_and_is_named() -> None:
    version()
    live("heads-1", bias=-1.0)
    assert versions.in_force().version == "heads-1+7"
    assert bias() == -1.0


def test_what_was_learnt_from_another_version_does_not_count() -> None:
    version("heads-2", bias=-3.0)
    live("heads-1", bias=-1.0)
    assert versions.in_force().version == "heads-2"
    assert bias() == -3.0


def test_a_broken_version_gives_the_priors_and_the_page_still_comes() -> None:
    build.newsroom(topics=3, each=4)
    version(broken=True)
    slate = recommend.recommend(reader_id=None, visitor="v", now=make.NOW, rng=random.Random(1))
    assert slate.heads == params.HEADS_VERSION
    assert slate.impressions.count() > 0


def test_broken_live_heads_give_the_version() -> None:
    version()
    LiveHeads.objects.create(anchor="heads-1", weights={"heads": 3}, squares={}, learnt_at=make.NOW)
    assert versions.in_force().version == "heads-1"


def test_a_slate_names_the_heads_that_scored_it() -> None:
    build.newsroom(topics=3, each=4)
    version()
    live("heads-1")
    slate = recommend.recommend(reader_id=None, visitor="v", now=make.NOW, rng=random.Random(1))
    assert slate.heads == "heads-1+7"
