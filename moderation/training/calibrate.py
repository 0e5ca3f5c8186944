"""From log-odds to how often it is true on this site: learnt from decisions on articles that dice picked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from moderation.training.evaluate import calibration_error, sigmoid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH = 100  # decisions picked at random: Platt's two numbers scatter by .05 with fewer
_FOLDS = 5
_DRAWS = 20  # of labels that are true to p, to see how large the error is by chance alone
_STEEPEST = 1e3  # C of Platt's regression: as good as unregularised


@dataclass(frozen=True, slots=True)
class Curve:
    """What a log-odds `at` means: `says` as a probability, straight lines between."""

    kind: str  # platt or isotonic
    at: "NDArray[np.float64]"
    says: "NDArray[np.float64]"

    def p(self, logits: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """The probability of each."""
        import numpy as np

        return np.asarray(np.interp(logits, self.at, self.says))


def calibrate(
    logits: "NDArray[np.float64]",
    labels: "NDArray[np.bool_]",
    *,
    seed: int,
    weights: "NDArray[np.float64] | None" = None,
) -> Curve:
    """Platt's curve or an isotonic one, whichever fits better on decisions it did not see (five folds). `weights` say
    how much each counts, by default all the same.
    """
    import numpy as np

    weights = np.ones(len(labels)) if weights is None else weights

    fold = np.random.default_rng(seed).permutation(len(labels)) % _FOLDS
    lost = {"platt": 0.0, "isotonic": 0.0}
    for one in range(_FOLDS):
        test = fold == one
        for kind in lost:
            p = np.clip(_curve(kind, logits[~test], labels[~test], weights[~test]).p(logits[test]), 1e-3, 1 - 1e-3)
            lost[kind] -= float((weights[test] * np.log(np.where(labels[test], p, 1 - p))).sum())
    return _curve(min(lost, key=lambda kind: lost[kind]), logits, labels, weights)


def platt(logits: "NDArray[np.float64]", labels: "NDArray[np.bool_]") -> Curve:
    """Platt's curve over all of these, whatever fits better."""
    import numpy as np

    return _curve("platt", logits, labels, np.ones(len(labels)))


def errors(p: "NDArray[np.float64]", labels: "NDArray[np.bool_]", *, seed: int) -> dict[str, float]:
    """The calibration error in ten bins; and without what chance alone adds where bins are small, which is measured by
    drawing labels that are as true as p says.
    """
    import numpy as np

    rng, ones = np.random.default_rng(seed), np.ones(len(p))
    plain = calibration_error(p, labels, ones)
    chance = np.mean([calibration_error(p, rng.random(len(p)) < p, ones) for _ in range(_DRAWS)])
    return {"ece": plain, "ece_debiased": max(0.0, plain - float(chance))}


def _curve(
    kind: str, logits: "NDArray[np.float64]", labels: "NDArray[np.bool_]", weights: "NDArray[np.float64]"
) -> Curve:
    import numpy as np
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression

    at = np.linspace(-8, 8, 161)
    if labels.all() or not labels.any():
        return Curve(kind, at, np.full(len(at), np.average(labels, weights=weights)))
    if kind == "platt":
        fitted = LogisticRegression(C=_STEEPEST).fit(logits[:, None], labels, sample_weight=weights)
        return Curve(kind, at, sigmoid(fitted.coef_[0, 0] * at + fitted.intercept_[0]))
    steps = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(logits, labels, sample_weight=weights)
    return Curve(kind, at, np.asarray(steps.predict(at)))
