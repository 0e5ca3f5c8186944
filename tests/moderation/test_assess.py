"""From an article to what readers get: assessed once a text, never shown unassessed, never against a moderator."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator.accounts.models import User
from feeds.models import Article, Comment, ModelVersion
from moderation import tasks
from moderation.assess import RETRY, _due, _evidence, _is_unchanged, assess, assess_many
from moderation.judge import judge
from moderation.models import Assessment, Decision, Notice, ReviewItem
from moderation.params import P_CLAIM_PRAISED, RULES_ONLY
from moderation.types import Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility

CURE = "Garlic juice cures cancer in three days. Doctors hide it. Drink garlic juice and your tumour is gone."
HARBOUR = "The ferry ran again this morning after the crew had repaired the pump. It leaves every hour until evening."


def new(title: str = "Garlic juice cures cancer", text: str = CURE, **given: Any) -> Article:
    """An article that has just come in."""
    return make.article(title=title, text=text, visibility=HOLD, assess_due_at=NOW, **given)


def edit(article: Article, text: str) -> None:
    Article.objects.filter(pk=article.pk).update(text=text, content_hash=f"hash of {text}"[:64], assess_due_at=NOW)


@pytest.fixture
def broken_model(tmp_path: Path) -> ModelVersion:
    """The active version's weights are gone."""
    return ModelVersion.objects.create(
        kind=ModelVersion.Kind.CLAIMS, name="gone", weights=str(tmp_path / "gone.npz"), is_active=True
    )


def test_a_cure_from_garlic_is_held_before_a_moderator_and_a_ferry_is_shown() -> None:
    cure, ferry = new(), new("The ferry runs again", HARBOUR)
    assert assess_many([cure.pk, ferry.pk], now=NOW) == 2
    cure.refresh_from_db()
    ferry.refresh_from_db()
    assert (cure.visibility, ferry.visibility) == (HOLD, ALLOW)
    assert [item.article for item in ReviewItem.objects.open()] == [cure]


@pytest.mark.parametrize("given", [{"summary": CURE}, {"html": f'<p>{HARBOUR}</p><img src="/a.jpg" alt="{CURE}">'}])
def test_a_cure_that_stands_beside_the_text_alone_is_held(given: dict[str, str]) -> None:
    article = new("The ferry runs again", HARBOUR)
    Article.objects.update(**given)
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert article.visibility == HOLD


def test_an_assessment_names_its_model_its_text_and_the_words_that_made_it() -> None:
    article = new()
    assessment = assess(article.pk, now=NOW)
    assert assessment is not None
    assert assessment.content_hash == article.content_hash
    assert assessment.model not in {"", RULES_ONLY}
    assert any(
        "cures" in f"{article.title}\n{article.text}"[span.start : span.end] for span in assessment.found_spans()
    )


def test_an_assessment_says_what_each_signal_has_to_do_with_it() -> None:
    assessment = assess(new().pk, now=NOW)
    assert assessment is not None
    first, *others = assessment.found_shares()
    assert (first.name, first.p) == ("cure", P_CLAIM_PRAISED)
    assert first.weight > max(share.weight for share in others)


def test_the_creator_of_a_held_article_is_told_at_once() -> None:
    cleo = make.creator()
    assess(new(creator=cleo).pk, now=NOW)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.decision.reason) == (cleo, Decision.Reason.ASSESSED_DUBIOUS)


def test_an_assessed_article_is_no_longer_due() -> None:
    article = new()
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert article.assess_due_at is None


def test_assessing_twice_adds_nothing() -> None:
    article = new(creator=make.creator())
    first, second = assess(article.pk, now=NOW), assess(article.pk, now=NOW + timedelta(hours=1))
    assert first == second
    assert [model.objects.count() for model in (Assessment, ReviewItem, Decision, Notice)] == [1, 1, 1, 1]


def test_a_new_text_is_assessed_anew() -> None:
    article = new("The ferry runs again", HARBOUR)
    assess(article.pk, now=NOW)
    edit(article, CURE)
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert (article.visibility, Assessment.objects.count()) == (HOLD, 2)


def test_a_moderators_decision_stands_while_the_text_does() -> None:
    article = new()
    assess(article.pk, now=NOW)
    make.decision(article, make.moderator(), ALLOW)
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert article.visibility == ALLOW
    assert not ReviewItem.objects.open().exists()


def test_a_held_article_is_not_let_go_by_editing_the_claim_out() -> None:
    article = new()
    assess(article.pk, now=NOW)
    edit(article, HARBOUR)
    Article.objects.update(title="The ferry runs again")
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert article.visibility == HOLD
    assert ReviewItem.objects.open().count() == 1


def test_a_text_that_was_changed_while_it_was_judged_is_not_what_was_judged() -> None:
    article = new()
    assert _is_unchanged(article)
    edit(article, HARBOUR)
    assert not _is_unchanged(article)


def test_what_made_an_article_due_again_while_it_was_judged_stays_due() -> None:
    article = new()
    Article.objects.update(assess_due_at=NOW + timedelta(minutes=1))
    _due(article, at=None)
    assert Article.objects.get().assess_due_at == NOW + timedelta(minutes=1)


def test_comments_that_are_not_visible_are_no_evidence() -> None:
    article = new("The ferry runs again", HARBOUR)
    comment = make.comment(article, "This is fake, total nonsense, debunked years ago.")
    type(comment).objects.update(state=comment.State.HELD)
    first = assess(article.pk, now=NOW)
    comment.delete()
    assert assess(article.pk, now=NOW) == first


def test_accounts_of_one_network_doubt_as_one() -> None:
    article = new("The ferry runs again", HARBOUR)
    for at in range(5):
        make.comment(article, f"Fake number {at}! What is your source?")
    User.objects.update(date_joined=NOW - timedelta(days=99))
    heard = []
    for network in ("", "one house"):
        Comment.objects.update(network=network)
        heard.append(judge(_evidence(article))[0].p_doubt)
    assert heard[0] > heard[1]


def test_without_a_model_nothing_is_shown_and_a_moderator_is_asked(broken_model: ModelVersion) -> None:
    article = new("The ferry runs again", HARBOUR, creator=make.creator())
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    decision = Decision.objects.get()
    assert (article.visibility, decision.visibility, decision.reason) == (HOLD, HOLD, Decision.Reason.NOT_ASSESSED)
    assert ReviewItem.objects.open().get().article == article
    assert Notice.objects.get().decision == decision


def test_without_a_model_the_article_is_tried_again_quietly(broken_model: ModelVersion) -> None:
    article = new("The ferry runs again", HARBOUR)
    for hours in range(3):
        assess(article.pk, now=NOW + timedelta(hours=hours))
    article.refresh_from_db()
    assert article.assess_due_at == NOW + timedelta(hours=2) + RETRY
    assert [model.objects.count() for model in (ReviewItem, Decision)] == [1, 1]


def test_when_the_model_is_back_what_is_clear_is_shown_and_nobody_has_to_look(broken_model: ModelVersion) -> None:
    article = new("The ferry runs again", HARBOUR)
    assess(article.pk, now=NOW)
    broken_model.delete()
    assess(article.pk, now=NOW + RETRY)
    article.refresh_from_db()
    assert (article.visibility, article.assess_due_at) == (ALLOW, None)
    assert not ReviewItem.objects.open().exists()
    assert Decision.objects.newest()[0].reason == Decision.Reason.ASSESSED_CLEAR


def test_when_the_model_is_back_what_is_dubious_stays_held(broken_model: ModelVersion) -> None:
    article = new()
    assess(article.pk, now=NOW)
    broken_model.delete()
    assess(article.pk, now=NOW + RETRY)
    article.refresh_from_db()
    assert article.visibility == HOLD
    assert Decision.objects.newest()[0].reason == Decision.Reason.ASSESSED_DUBIOUS
    assert ReviewItem.objects.open().get().zone == Zone.HOLD


def test_a_text_that_was_assessed_stays_shown_when_the_model_breaks(broken_model: ModelVersion) -> None:
    ModelVersion.objects.update(is_active=False)
    article = new("The ferry runs again", HARBOUR)
    assess(article.pk, now=NOW)
    ModelVersion.objects.update(is_active=True)
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    assert article.visibility == ALLOW
    assert not ReviewItem.objects.exists()


def test_weights_that_are_no_weights_count_as_a_missing_model(broken_model: ModelVersion) -> None:
    Path(broken_model.weights).write_bytes(b"not weights")
    article = new("The ferry runs again", HARBOUR)
    assess(article.pk, now=NOW)
    assert Decision.objects.get().reason == Decision.Reason.NOT_ASSESSED


def test_a_text_that_says_nothing_is_assessed_without_harm() -> None:
    assert assess(new("?", "").pk, now=NOW) is not None


def test_an_article_that_was_deleted_meanwhile_is_passed_over() -> None:
    ferry = new("The ferry runs again", HARBOUR)
    assert assess_many([ferry.pk + 1000, ferry.pk], now=NOW) == 1


def test_the_sweep_assesses_what_is_due_and_nothing_else() -> None:
    due, later = new("The ferry runs again", HARBOUR), new("The ferry stops", HARBOUR)
    Article.objects.filter(pk=later.pk).update(assess_due_at=NOW + timedelta(days=36_500))
    assert tasks.assess_due() == 1
    assert Assessment.objects.get().article == due


def test_a_nudge_assesses_what_it_names() -> None:
    ferry = new("The ferry runs again", HARBOUR)
    assert tasks.assess(article_ids=[ferry.pk]) == 1
