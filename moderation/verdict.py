"""VERDICT: all signals as one set of probabilities."""

from collections.abc import Sequence

from moderation.params import DUBIOUS_SIGNALS, MAX_SPANS, P_DENIED, SECOND_OPINION, TAKEN_BACK
from moderation.types import Signal, Verdict


def verdict(signals: Sequence[Signal], *, model: str, cautions: Sequence[str] = ()) -> Verdict:
    """The signals together, by one model version. A signal that is missing counts as silent."""
    by_name = {signal.name: signal for signal in signals}
    silent = Signal("", 0.0)
    claims = [by_name.get(name, silent) for name in DUBIOUS_SIGNALS]
    distress = by_name.get("distress", silent)
    said = [*cautions, *(signal.caution for signal in signals if signal.caution)]
    return Verdict(
        p_health=_bounded(max(by_name.get("health", silent).p, *(c.p for c in claims if c.name != "dubious"))),
        p_dubious=_bounded(_together(claims)),
        p_bait=_bounded(by_name.get("bait", silent).p),
        p_distress=_bounded(distress.p),
        spans=tuple(
            sorted(
                (span for signal in signals for span in signal.spans[:MAX_SPANS]), key=lambda s: (s.start, s.end, s.why)
            )
        ),
        model=model,
        cautions=tuple(dict.fromkeys(said)),
        harm=max(claims, key=lambda claim: (claim.harm * claim.p, claim.p)).harm,
        harm_distress=distress.harm,
        p_doubt=_bounded(by_name.get("doubt", silent).p),
        p_known=_bounded(by_name.get("known", silent).p),
        p_thread=_bounded(by_name.get("thread", silent).p),
    )


def _together(claims: Sequence[Signal]) -> float:
    """The surest signal, and a part of what the next one adds: rules and model look at the same words.

    A claim that the rules saw taken back makes the model less sure too: it reads the words, not the "not".
    """
    taken_back = any(0 < claim.p <= P_DENIED for claim in claims if claim.name != "dubious")
    said = any(claim.p > P_DENIED for claim in claims if claim.name != "dubious")
    ps = [claim.p * (TAKEN_BACK if taken_back and not said and claim.name == "dubious" else 1) for claim in claims]
    first, second, *_ = [*sorted(ps, reverse=True), 0.0, 0.0]
    return first + (1 - first) * second * SECOND_OPINION


def _bounded(p: float) -> float:
    return min(1.0, max(0.0, p))
