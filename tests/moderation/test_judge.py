from pathlib import Path

from moderation.judge import judge
from moderation.params import CAUTION_MODEL
from moderation.types import Evidence, Zone


def test_a_household_remedy_that_cures_cancer_is_held() -> None:
    verdict, triage = judge(
        Evidence("Baking soda cures cancer", "Take a spoonful each morning and the tumours melt away.")
    )
    assert triage.zone is Zone.HOLD
    assert verdict.spans
    assert "remedy" in verdict.spans[0].why


def test_broken_weights_mean_queue_and_never_clear(tmp_path: Path) -> None:
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"no zip")
    verdict, triage = judge(Evidence("Council opens a new bridge", ""), weights=str(broken))
    assert triage.zone is Zone.QUEUE
    assert CAUTION_MODEL in verdict.cautions


def test_missing_weights_mean_queue(tmp_path: Path) -> None:
    _verdict, triage = judge(Evidence("Council opens a new bridge", ""), weights=str(tmp_path / "none.npz"))
    assert triage.zone is Zone.QUEUE
