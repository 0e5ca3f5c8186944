"""Whether the article repeats a claim that fact-checkers found false."""

from collections.abc import Sequence

from moderation.params import HARM_GRAVE, HARM_LESSER, HARM_REPORTED, KNOWN_AT, P_CLAIM, P_DENIED, P_LESSER, P_REPORTED
from moderation.types import Known, Signal, Span, Stance

NAME = "known"
_FALSE, _MIXED = "false", "mixed"


def known(matches: Sequence[Known]) -> Signal:
    """How surely the article repeats a claim that was found false, by its worst match; spans say where."""
    worst = Signal(NAME, 0.0)
    spans: list[Span] = []
    for one in matches:
        p, harm = _weigh(one)
        if p >= P_LESSER:
            spans.append(Span(one.start, one.end, _why(one)))
        if (harm * p, p) > (worst.harm * worst.p, worst.p):
            worst = Signal(NAME, p, harm=harm)
    return Signal(NAME, worst.p, tuple(dict.fromkeys(spans)), harm=worst.harm)


def _weigh(one: Known) -> tuple[float, float]:
    """Probability and harm. Only a sure repetition of what can cost a life keeps an article from readers."""
    if one.verdict not in {_FALSE, _MIXED} or one.likeness < KNOWN_AT:
        return 0.0, 0.0
    if one.stance is Stance.DENIES:
        return P_DENIED, HARM_REPORTED
    if one.stance is Stance.REPORTS:
        return (P_REPORTED, HARM_REPORTED) if one.is_grave and one.is_sure else (P_DENIED, HARM_REPORTED)
    if one.verdict == _MIXED or not one.is_sure:
        return P_LESSER, HARM_LESSER
    return (P_CLAIM, HARM_GRAVE) if one.is_grave else (P_REPORTED, HARM_REPORTED)


def _why(one: Known) -> str:
    verb = "says again" if one.stance is Stance.REPEATS else "is about"
    return f"{verb} a claim that was checked ({one.said}), {one.likeness:.0%} alike"
