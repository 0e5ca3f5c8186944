"""The cases of distress.jsonl: what offers help, what a person looks at first, and what only sounds like it."""

import json
from pathlib import Path

import pytest

from feeds.models import Embedding
from moderation.assess import assess
from moderation.evidence import read
from moderation.judge import judge
from moderation.learned import Vector
from moderation.lexicon.despair import DESPAIR, URGING
from moderation.params import CAUTION_DESPAIR, DESPAIR_AT, HOLD_HARM, P_SAD_SUBJECT, P_SAD_WITH_HELP
from moderation.signals.distress import distress
from moderation.types import Evidence, Zone
from moderation.weights import WeightsError
from moderation.weights.despair import Despair, load, save
from ranking.params import DISTRESSING
from tests import make
from tests.make import NOW

CASES = [json.loads(line) for line in Path(__file__).with_name("distress.jsonl").read_text("utf-8").splitlines()]
UNHEARD = {108, 109, 118}  # said so indirectly that words alone cannot tell; the figures of the docs count them


def some(*wanted: str) -> list[object]:
    cases = [case for case in CASES if case["want"] in wanted and case["id"] not in UNHEARD]
    return [pytest.param(Evidence(case["title"], case["text"]), id=str(case["id"])) for case in cases]


@pytest.mark.parametrize("evidence", some("urging"))
def test_what_urges_self_harm_waits_first_of_all(evidence: Evidence) -> None:
    _verdict, triage = judge(evidence)
    assert triage.zone is Zone.QUEUE
    assert triage.concern >= 0.9  # as urgent as a cure of cancer


@pytest.mark.parametrize("evidence", some("despair", "subject"))
def test_despair_gets_help_and_no_moderator(evidence: Evidence) -> None:
    verdict, _triage = judge(evidence)
    assert verdict.p_distress >= DISTRESSING
    assert verdict.harm_distress < HOLD_HARM


@pytest.mark.parametrize("evidence", some("none"))
def test_what_only_sounds_like_it_is_left_alone(evidence: Evidence) -> None:
    assert judge(evidence)[0].p_distress < DISTRESSING


def test_help_and_the_caps_begin_where_a_report_with_a_help_line_does() -> None:
    assert P_SAD_WITH_HELP == DISTRESSING


def test_no_harm_to_oneself_makes_a_claim_of_a_cure() -> None:
    verdict, _triage = judge(Evidence("Kill yourself", "Just kill yourself."))
    assert (verdict.harm, verdict.harm_distress) == (0.0, 1.0)


def test_every_phrase_has_a_weight_of_its_own_kind() -> None:
    assert all(0 < weight < 1 for weight, _patterns in (*DESPAIR.values(), *URGING.values()))


def dark() -> Vector:
    """A text that could not sound more like despair to the learned tone."""
    known = load()
    length = sum(it * it for it in known.weights) ** 0.5
    return Vector(known.encoder, tuple(it / length for it in known.weights))


def test_the_learned_tone_offers_help_without_a_word_of_the_lists_and_urges_nobody() -> None:
    quiet = Evidence("The harbour", "The ferry left this morning.")
    assert judge(quiet)[0].p_distress == 0
    verdict, triage = judge(quiet, vector=dark())
    assert (verdict.p_distress, verdict.harm_distress, triage.zone) == (P_SAD_SUBJECT, 0.0, Zone.CLEAR)


def test_a_vector_of_another_encoder_says_nothing() -> None:
    assert load().p("another", dark().values) is None
    assert load().p(dark().encoder, (0.1, 0.2)) is None


def test_the_tone_is_heard_from_its_threshold_on() -> None:
    reading = read(Evidence("The harbour", "The ferry left."))
    assert [distress(reading, p).p for p in (DESPAIR_AT - 0.01, DESPAIR_AT)] == [0.0, P_SAD_SUBJECT]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"encoder": "x", "weights": ["a"], "offset": 0}'])
def test_broken_weights_are_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "despair.json"
    file.write_text(content)
    with pytest.raises(WeightsError, match="train_despair"):
        load(file)


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "despair.json"
    file.write_text("what was there before")
    save(file, Despair("x", (0.5, -0.25), 1.0), {"n": 1})
    assert load(file) == Despair("x", (0.5, -0.25), 1.0)
    assert list(tmp_path.iterdir()) == [file]


def test_without_weights_the_lists_tell_and_it_is_said() -> None:
    signal = distress(read(Evidence("My year", "I want to die.")), caution=CAUTION_DESPAIR)
    assert (signal.p >= P_SAD_WITH_HELP, signal.caution) == (True, CAUTION_DESPAIR)


@pytest.mark.django_db
def test_an_articles_embedding_is_heard() -> None:
    article = make.article(title="The harbour", text="The ferry left this morning.", assess_due_at=NOW)
    Embedding.objects.create(article=article, model=dark().encoder, vector=list(dark().values))
    found = assess(article.pk, now=NOW)
    assert found is not None
    assert found.p_distress == P_SAD_SUBJECT
