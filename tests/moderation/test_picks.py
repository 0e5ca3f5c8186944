"""Dice put clear articles before moderators and mark doubts, each with its chance, and never twice otherwise."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from aggregator.pages import facts
from feeds.models import Article
from moderation import decide, queue, reports
from moderation.dice import chance, thrown
from moderation.models import Report, ReviewItem
from moderation.types import Triage, Zone
from tests import make
from tests.make import NOW

HOLD, ALLOW = Article.Visibility.HOLD, Article.Visibility.ALLOW


def place(article: Article, zone: Zone) -> None:
    decide.place(article.pk, Triage(zone, 0.0, "why"), make.assessment(article, zone=zone), now=NOW)


@pytest.fixture
def all_audited(settings: Settings) -> None:
    settings.AUDIT_PER_CENT, settings.BY_DICE_PER_CENT = 100, 100


def test_dice_are_even() -> None:
    picked = sum(thrown("audit", number, "words") < 0.02 for number in range(20_000))
    assert 340 <= picked <= 460  # 400 expected, three standard deviations to each side


@given(st.integers(), st.text(), st.sampled_from(list(Zone)))
def test_what_was_picked_while_clear_is_picked_when_doubted(number: int, words: str, zone: Zone) -> None:
    number_thrown = thrown("audit", number, words)
    clear, doubted = (
        number_thrown < chance(Triage(it, 0.0, ""), of_clear=0.02, of_doubted=0.2) for it in (Zone.CLEAR, zone)
    )
    assert doubted or not clear


@pytest.mark.django_db
@pytest.mark.usefixtures("all_audited")
def test_a_clear_article_that_dice_pick_is_shown_and_waits_for_a_look() -> None:
    article = make.article(visibility=HOLD)
    place(article, Zone.CLEAR)
    article.refresh_from_db()
    item = ReviewItem.objects.get()
    assert article.visibility == ALLOW
    assert (item.zone, item.is_random, item.chance, item.p_dubious) == (Zone.CLEAR, True, 1.0, 0.05)


@pytest.mark.django_db
@pytest.mark.usefixtures("all_audited")
def test_readers_are_not_told_that_dice_picked_an_article() -> None:
    article, doubted = make.article(visibility=HOLD), make.article(visibility=HOLD)
    place(article, Zone.CLEAR)
    place(doubted, Zone.QUEUE)
    assert facts.of([article.pk, doubted.pk], reader_id=None).reviewed == {doubted.pk: ""}


@pytest.mark.django_db
@pytest.mark.usefixtures("all_audited")
def test_the_same_words_are_picked_once_and_not_again_after_a_decision() -> None:
    article, max_ = make.article(visibility=HOLD), make.moderator()
    place(article, Zone.CLEAR)
    place(article, Zone.CLEAR)
    make.decision(article, max_, ALLOW)
    place(article, Zone.CLEAR)
    assert ReviewItem.objects.count() == 1


@pytest.mark.django_db
def test_a_doubt_is_marked_with_the_chance_of_doubts(settings: Settings) -> None:
    settings.BY_DICE_PER_CENT = 20
    for _number in range(40):
        place(make.article(visibility=HOLD), Zone.QUEUE)
    assert set(ReviewItem.objects.values_list("chance", flat=True)) == {0.2}
    assert all(
        item.is_random == (thrown("audit", item.article_id, item.article.content_hash) < 0.2)
        for item in ReviewItem.objects.select_related("article")
    )


@pytest.mark.django_db
def test_without_audits_a_clear_article_waits_for_nobody() -> None:
    place(make.article(visibility=HOLD), Zone.CLEAR)
    assert not ReviewItem.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("all_audited")
def test_an_audit_that_is_reported_is_under_review_and_still_what_dice_picked() -> None:
    article = make.article(visibility=HOLD)
    place(article, Zone.CLEAR)
    reports.report(article.pk, reports.Reporter(make.reader().pk), reason=Report.Reason.HEALTH, now=NOW)
    item = ReviewItem.objects.get()
    assert (item.zone, item.is_random) == (Zone.CLEAR, True)
    assert facts.of([article.pk], reader_id=None).reviewed == {article.pk: ""}


@pytest.mark.django_db
def test_one_pick_in_five_is_the_oldest_that_dice_picked(settings: Settings) -> None:
    settings.BY_DICE_PER_CENT = 20
    urgent = make.review_item(make.article(), priority=5)
    older = make.review_item(make.article(), priority=0, is_random=True, opened_at=NOW - timedelta(hours=2))
    make.review_item(make.article(), priority=0, is_random=True)
    rng, max_, given = Random(3), make.moderator(), []
    for _pick in range(200):
        item = queue.lease_next(max_.pk, now=NOW, rng=rng)
        assert item is not None
        given.append(item)
        queue.give_back(item.pk, max_.pk)
    assert set(given) == {urgent, older}
    assert 25 <= given.count(older) <= 55
