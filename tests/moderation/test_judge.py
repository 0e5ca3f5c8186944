from pathlib import Path

import pytest

from moderation.judge import judge
from moderation.params import CAUTION_CUT, CAUTION_LANGUAGE, CAUTION_MODEL, MAX_CHARACTERS
from moderation.types import Evidence, Zone

CLAIM = "Baking soda cures cancer."
FILLER = "The council met on Monday and spoke about the new road. "


def test_spans_point_at_the_claim_in_title_newline_text() -> None:
    evidence = Evidence("Ten kitchen tips", f"{FILLER}{CLAIM} {FILLER}")
    verdict, _triage = judge(evidence)
    whole = f"{evidence.title}\n{evidence.text}"
    assert CLAIM in {whole[span.start : span.end] for span in verdict.spans}


def test_spans_count_hidden_characters_of_the_original() -> None:
    evidence = Evidence("Tips", f"{FILLER}Gar\u200blic cu\u200bres can\u200bcer. {FILLER}")
    verdict, _triage = judge(evidence)
    marked = f"Tips\n{evidence.text}"[verdict.spans[0].start : verdict.spans[0].end]
    assert marked == "Gar\u200blic cu\u200bres can\u200bcer."


def test_a_long_article_cannot_hide_a_claim() -> None:
    _verdict, triage = judge(Evidence("A walk through town", FILLER * 400 + CLAIM + FILLER * 400))
    assert triage.zone is Zone.HOLD


@pytest.mark.parametrize("weights", [b"no zip", b"", b"PK\x03\x04 half a zip"])
def test_broken_weights_mean_queue_and_never_clear(tmp_path: Path, weights: bytes) -> None:
    broken = tmp_path / "broken.npz"
    broken.write_bytes(weights)
    verdict, triage = judge(Evidence("Council opens a new bridge", FILLER), weights=str(broken))
    assert triage.zone is Zone.QUEUE
    assert CAUTION_MODEL in verdict.cautions


def test_missing_weights_mean_queue(tmp_path: Path) -> None:
    _verdict, triage = judge(Evidence("Council opens a new bridge", ""), weights=str(tmp_path / "none.npz"))
    assert triage.zone is Zone.QUEUE


def test_an_empty_article_is_clear() -> None:
    verdict, triage = judge(Evidence("", ""))
    assert triage.zone is Zone.CLEAR
    assert verdict.spans == ()


def test_what_was_not_read_to_its_end_is_never_clear() -> None:
    verdict, triage = judge(Evidence("Minutes", FILLER * (MAX_CHARACTERS // len(FILLER) + 1)))
    assert CAUTION_CUT in verdict.cautions
    assert triage.zone is Zone.QUEUE


def test_a_text_without_any_gap_is_read_in_windows() -> None:
    _verdict, triage = judge(Evidence("", "x" * 300_000))
    assert triage.zone is Zone.QUEUE


def test_another_language_is_named_as_not_assessed() -> None:
    verdict, triage = judge(Evidence("Stadtrat baut Radweg", "Der Rat hat beschlossen, dass der Radweg gebaut wird."))
    assert CAUTION_LANGUAGE in verdict.cautions
    assert triage.zone is Zone.QUEUE


def test_a_wrong_language_tag_does_not_let_a_claim_through() -> None:
    _verdict, triage = judge(Evidence("Garlic cures cancer", f"{FILLER}{CLAIM}", language="de"))
    assert triage.zone is Zone.HOLD


def test_doubting_comments_raise_the_priority_but_not_the_zone() -> None:
    article = Evidence("Can garlic cure cancer?", "")
    doubted = Evidence(
        "Can garlic cure cancer?", "", ("Fake!", "This is wrong.", "No evidence.", "Source?", "Nonsense")
    )
    (_v, calm), (_w, urgent) = judge(article), judge(doubted)
    assert urgent.zone is calm.zone
    assert urgent.concern > calm.concern


def test_doubt_alone_leaves_an_ordinary_article_clear() -> None:
    _verdict, triage = judge(
        Evidence("Council opens a new bridge", FILLER, ("fake", "lies", "hoax", "scam", "nonsense"))
    )
    assert triage.zone is Zone.CLEAR


def test_the_same_evidence_gives_the_same_verdict() -> None:
    evidence = Evidence("Turmeric heals Alzheimer's", FILLER)
    assert judge(evidence) == judge(evidence)
