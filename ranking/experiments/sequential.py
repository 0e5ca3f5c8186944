"""A comparison of two arms that stays honest however often it is looked at.

The mixture sequential probability ratio test of Johari, Pekelis and Walsh ("Always valid inference", 2015, section 4):
the effect under the alternative is drawn from N(0, tau^2), and the interval holds at all times together with the
probability stated. The price is an interval about half as wide again as one that may be looked at only once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

LEAST_UNITS = 30  # in each arm: below it a mean is not yet near enough to normal to be judged
TYPICAL_EFFECT = 0.05  # of the mean of both arms: what a change of weights moves (facts: Bluesky's A/B, 2 to 8 %)


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure over the units of an arm."""

    n: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Treatment less control, its interval at 1 - alpha, and the always-valid p-value."""

    difference: float
    low: float
    high: float
    p: float


def sample(values: Sequence[float]) -> Sample:
    """Number, mean and unbiased variance; a variance of 0 for fewer than two."""
    n = len(values)
    mean = sum(values) / n if n else 0.0
    return Sample(n, mean, sum((it - mean) ** 2 for it in values) / (n - 1) if n > 1 else 0.0)


def compare(
    control: Sample, treatment: Sample, *, alpha: float = 0.05, typical: float = TYPICAL_EFFECT
) -> Difference | None:
    """The difference, or None while there is too little to say anything.

    Whatever is `typical` (a share of the mean), the interval holds; it is narrowest for differences of that size.
    """
    if min(control.n, treatment.n) < LEAST_UNITS:
        return None
    difference = treatment.mean - control.mean
    v = control.variance / control.n + treatment.variance / treatment.n
    # of both arms: where the control never did it, its own mean would expect no effect, and none would ever be found
    pooled = (control.n * control.mean + treatment.n * treatment.mean) / (control.n + treatment.n)
    if v == 0:  # all alike in both arms: nothing varies, nothing can be said
        return None
    tau2 = (typical * max(abs(pooled), 1e-9)) ** 2
    ratio = sqrt(v / (v + tau2)) * exp(min(700.0, difference**2 * tau2 / (2 * v * (v + tau2))))
    reach = sqrt(v * (v + tau2) / tau2 * (log((v + tau2) / v) - 2 * log(alpha)))
    return Difference(difference, difference - reach, difference + reach, min(1.0, 1 / ratio))


def is_lopsided(counts: Sequence[int], shares: Sequence[float]) -> bool:
    """Do the arms hold other numbers of units than their shares say (p under .001)? Then something loses readers.

    Pearson's chi-square by the normal approximation of Wilson and Hilferty (1931): no library for one number.
    """
    total, whole = sum(counts), sum(shares)
    if total < LEAST_UNITS * len(counts) or len(counts) < 2:  # noqa: PLR2004  one arm cannot be lopsided
        return False
    expected = [total * it / whole for it in shares]
    chi2 = sum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    df = len(counts) - 1
    z = ((chi2 / df) ** (1 / 3) - (1 - 2 / (9 * df))) / sqrt(2 / (9 * df))
    return bool(z > 3.09)  # noqa: PLR2004  the normal quantile of .999
