"""What the figures of an experiment allow an operator to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ranking.experiments.sequential import TYPICAL_EFFECT, Difference, Sample, compare, is_lopsided, sample

# What each unit of an arm did: the aim first, then what must not get worse. True: more is better.
FIGURES: Mapping[str, bool] = {
    "plays": True,
    "seconds": True,
    "days": True,
    "hides": False,
    "quick_backs": False,
}
# A guardrail is there for harm that cannot wait: half as many hides again. With the 5 % of the aims, ten times as many
# hides of 70 readers were "not sure".
TYPICAL_HARM: Mapping[str, float] = {"hides": 0.5, "quick_backs": 0.5}
AIMS = ("plays", "seconds", "days")
GUARDRAILS = ("hides", "quick_backs", "days")
# One arm in a hundred may be stopped for nothing, whichever of its guardrails raised the alarm (Bonferroni): what is
# stopped for nothing is tried again.
ALPHA_GUARDRAIL = 0.01 / len(GUARDRAILS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of an arm against the control's. `difference` is None while there is too little to say."""

    figure: str
    control: Sample
    treatment: Sample
    difference: Difference | None
    more_is_better: bool

    @property
    def is_better(self) -> bool:
        """Surely better: the whole interval lies on the good side."""
        it = self.difference
        return it is not None and (it.low > 0 if self.more_is_better else it.high < 0)

    @property
    def is_worse(self) -> bool:
        """Surely worse."""
        it = self.difference
        return it is not None and (it.high < 0 if self.more_is_better else it.low > 0)

    @property
    def lift(self) -> float | None:
        """The difference as a share of the control's mean."""
        it = self.difference
        return it.difference / self.control.mean if it is not None and self.control.mean else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The comparisons of one arm, and what follows."""

    arm: str
    comparisons: tuple[Comparison, ...]
    is_lopsided: bool

    @property
    def broken(self) -> tuple[str, ...]:
        """Guardrails that are surely worse than the control's."""
        return tuple(it.figure for it in self.comparisons if it.figure in GUARDRAILS and it.is_worse)

    @property
    def gains(self) -> tuple[str, ...]:
        """Aims that are surely better."""
        return tuple(it.figure for it in self.comparisons if it.figure in AIMS and it.is_better)

    @property
    def may_launch(self) -> bool:
        """An aim gained, nothing broken, and the arms as large as they should be."""
        return bool(self.gains) and not self.broken and not self.is_lopsided


def verdict(
    measured: Mapping[str, Mapping[str, Sequence[float]]], *, control: str, shares: Mapping[str, float]
) -> list[Verdict]:
    """One verdict an arm but the control's. `measured`: figure by arm, a value a unit."""
    counts = [len(measured.get(arm, {}).get("plays", ())) for arm in shares]
    lopsided = is_lopsided(counts, list(shares.values()))
    return [
        Verdict(arm, tuple(_compare(name, measured, control, arm) for name in FIGURES), lopsided)
        for arm in shares
        if arm != control
    ]


def _compare(figure: str, measured: Mapping[str, Mapping[str, Sequence[float]]], control: str, arm: str) -> Comparison:
    ours, theirs = (sample(measured.get(name, {}).get(figure, ())) for name in (control, arm))
    alpha = ALPHA_GUARDRAIL if figure in GUARDRAILS else 0.05
    typical = TYPICAL_HARM.get(figure, TYPICAL_EFFECT)
    return Comparison(figure, ours, theirs, compare(ours, theirs, alpha=alpha, typical=typical), FIGURES[figure])
