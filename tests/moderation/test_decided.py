"""Decisions as labels, and what the model makes of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from feeds.models import Article, Embedding, ModelVersion
from moderation.judge import judge
from moderation.models import Decision
from moderation.training.decided import decided, labels
from moderation.training.improve import KEPT, improve
from moderation.training.publish import choose, refusal
from moderation.types import Evidence
from moderation.weights import WeightsError, load
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, HOLD = Article.Visibility.ALLOW, Article.Visibility.HOLD
PLACES = ("harbour", "valley", "market", "station", "library", "river", "tower", "bridge", "forest", "school", "mill")


def site(count: int = 22) -> None:
    """So many decisions of each kind, an hour apart, the last one just now."""
    max_ = make.moderator()
    for at in range(count):
        now, place = NOW - timedelta(hours=count - at), f"{PLACES[at % 11]} {PLACES[at // 11]}"
        tonic = make.article(title=f"Zoodle tonic from the {place} ends every illness", text="It works at once.")
        clinic = make.article(title=f"The clinic at the {place} has new opening hours", text="From Monday on.")
        make.decision(tonic, max_, HOLD, now=now)
        make.decision(clinic, max_, ALLOW, now=now)


def test_a_decision_is_a_label() -> None:
    make.decision(make.article(), make.moderator(), HOLD)
    assert [label.dubious for label in labels()] == [True]


def test_a_correction_overrides_what_was_decided_before() -> None:
    article, max_ = make.article(), make.moderator()
    make.decision(article, max_, HOLD)
    make.decision(article, make.moderator("Mia"), ALLOW, now=NOW + timedelta(hours=1))
    assert [label.dubious for label in labels()] == [False]


def test_a_text_edited_since_is_no_label() -> None:
    article = make.article()
    make.decision(article, make.moderator(), HOLD)
    Article.objects.filter(pk=article.pk).update(content_hash="another")
    assert labels() == []


def test_what_the_assessment_decided_is_no_label() -> None:
    article = make.article()
    Decision.objects.create(
        article=article, visibility=HOLD, reason=Decision.Reason.ASSESSED_DUBIOUS, model="m", created_at=NOW
    )
    assert labels() == []


def test_what_dice_picked_is_marked() -> None:
    article, max_ = make.article(), make.moderator()
    make.review_item(article, is_random=True)
    make.decision(article, max_, ALLOW)
    assert [label.is_random for label in labels()] == [True]


def test_without_a_vector_for_each_there_is_none_for_any() -> None:
    make.decision(make.article(), make.moderator(), HOLD)
    assert decided(labels()).encoder == ""


def test_the_vectors_of_the_articles_are_read(settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "tiny"
    article = make.article()
    Embedding.objects.create(article=article, model="tiny", vector=[0.5, 0.25])
    make.decision(article, make.moderator(), HOLD)
    found = decided(labels())
    assert (found.encoder, found.vectors.tolist()) == ("tiny", [[0.5, 0.25]])


def test_few_decisions_teach_nothing(tmp_path: Path) -> None:
    make.decision(make.article(), make.moderator(), HOLD)
    assert improve(folder=tmp_path, now=NOW)["published"] is None
    assert not ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS).exists()


def test_what_was_decided_is_known_from_then_on(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    version = ModelVersion.objects.get(kind=ModelVersion.Kind.CLAIMS, is_active=True)
    claim = Evidence("Zoodle tonic from the old lighthouse ends every illness", "It works at once.")
    assert judge(claim, weights=version.weights)[0].p_dubious > judge(claim)[0].p_dubious


def test_without_a_new_decision_there_is_no_new_version(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    assert improve(folder=tmp_path, now=NOW)["published"] is None
    assert ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS).count() == 1


def test_each_version_stands_on_what_ships_not_on_the_last_one(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    make.decision(make.article(title="Zoodle tonic again"), make.moderator("Mia"), HOLD)
    second = improve(folder=tmp_path, now=NOW)
    assert len(load(second["published"]).memory.worth) == len(load().memory.worth) + second["decisions"]


def test_a_version_that_fails_the_newest_week_stays_out() -> None:
    old = {"newest_week": None}
    week = {"newest_week": {"auroc": 0.6, "auroc_of_base": 0.7}}
    assert "newest week" in refusal(week, old)


def test_a_version_that_loses_on_sets_left_out_stays_out() -> None:
    before, after = ({"leave_one_set_out": {"mean": {"macro_f1": 0.66, "auroc": one}}} for one in (0.75, 0.70))
    assert "auroc is 0.7" in refusal(after, before)
    assert refusal(before, before) == ""


def test_one_can_go_back_to_what_ships(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    choose(None, reason="It held too much", actor_id=None, now=NOW)
    assert not ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True).exists()


def test_what_a_person_went_back_to_stays(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    choose(None, reason="It held too much", actor_id=make.moderator("Mia").pk, now=timezone.now())
    make.decision(make.article(title="Zoodle tonic again"), make.moderator("Mo"), HOLD)
    assert improve(folder=tmp_path, now=NOW)["refused"] == KEPT
    assert not ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS, is_active=True).exists()


def test_who_chooses_the_newest_version_lets_the_site_go_on(tmp_path: Path) -> None:
    site()
    improve(folder=tmp_path, now=NOW)
    newest = ModelVersion.objects.get(kind=ModelVersion.Kind.CLAIMS)
    choose(newest.pk, reason="It is right again", actor_id=make.moderator("Mia").pk, now=timezone.now())
    make.decision(make.article(title="Zoodle tonic again"), make.moderator("Mo"), HOLD)
    assert improve(folder=tmp_path, now=NOW)["refused"] == ""


def test_a_version_whose_file_is_lost_cannot_be_chosen() -> None:
    lost = ModelVersion.objects.create(kind=ModelVersion.Kind.CLAIMS, name="lost", weights="/nowhere/w.npz")
    with pytest.raises(WeightsError):
        choose(lost.pk, reason="Why not", actor_id=None, now=NOW)
    assert not ModelVersion.objects.get(pk=lost.pk).is_active
