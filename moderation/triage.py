"""TRIAGE: probabilities, harm and expected reach -> clear, queue, limit or hold, and how urgent a look is."""

import math

from moderation.params import (
    BAIT_AT,
    CAUTION_CUT,
    CAUTION_LANGUAGE,
    CAUTION_MODEL,
    DISTRESS_AT,
    DOUBT_AT,
    DOUBT_WEIGHT,
    HARM_BAIT,
    HARM_UNKNOWN,
    HEALTH_AT,
    HOLD_AT,
    HOLD_HARM,
    LIMIT_AT,
    LIMIT_HARM,
    P_UNKNOWN,
    QUEUE_AT,
    REACH_UNIT,
)
from moderation.types import Triage, Verdict, Zone


def triage(verdict: Verdict, *, expected_reach: float = 0.0) -> Triage:
    """The zone, its reason in a sentence, and the priority: probability x harm x reach, more under doubting comments.

    `expected_reach` is in readers a day, written by ranking.
    """
    zone, reason, p, harm = _zone(verdict)
    reach = 1 + math.log1p(max(0.0, expected_reach) / REACH_UNIT)
    priority = 0.0 if zone is Zone.CLEAR else p * harm * reach * (1 + DOUBT_WEIGHT * verdict.p_doubt)
    return Triage(zone, round(priority, 4), reason)


def _zone(verdict: Verdict) -> tuple[Zone, str, float, float]:
    """Zone, reason, and the probability and harm that made it."""
    p, harm = verdict.p_dubious, verdict.harm
    is_health = verdict.p_health >= HEALTH_AT
    if is_health and p >= HOLD_AT and harm >= HOLD_HARM:
        return Zone.HOLD, "Promises a cure of a grave illness by a remedy, as if it were certain.", p, harm
    if is_health and p >= LIMIT_AT and harm >= LIMIT_HARM:
        return Zone.LIMIT, "Repeats a well-known false claim about health, or dangerous advice.", p, harm
    if verdict.p_distress >= DISTRESS_AT and harm >= HOLD_HARM:
        return Zone.QUEUE, "Seems to urge self-harm or to give methods for it.", verdict.p_distress, harm
    if CAUTION_MODEL in verdict.cautions:
        return Zone.QUEUE, "Not assessed: the model could not be used.", max(p, P_UNKNOWN), max(harm, HARM_UNKNOWN)
    if is_health and p >= QUEUE_AT:
        return Zone.QUEUE, "A health claim that sounds dubious.", p, harm
    if verdict.p_bait >= BAIT_AT:
        return Zone.QUEUE, "Begs for likes, shares or comments.", verdict.p_bait, HARM_BAIT
    if CAUTION_CUT in verdict.cautions:
        return Zone.QUEUE, "Too long to be read to its end.", P_UNKNOWN, HARM_UNKNOWN
    return _unread(verdict)


def _unread(verdict: Verdict) -> tuple[Zone, str, float, float]:
    """In a language that the model cannot read, other signs can still ask for a person."""
    if CAUTION_LANGUAGE not in verdict.cautions:
        return Zone.CLEAR, "No doubt found.", verdict.p_dubious, verdict.harm
    if verdict.p_health >= HEALTH_AT and (verdict.spans or verdict.p_doubt >= DOUBT_AT):
        return Zone.QUEUE, "Not assessed: language. It names an illness, and a cure or doubts.", P_UNKNOWN, HARM_UNKNOWN
    if verdict.p_doubt >= DOUBT_AT:
        return Zone.QUEUE, "Not assessed: language. Those who commented doubt it.", P_UNKNOWN, HARM_UNKNOWN
    return Zone.CLEAR, "Not assessed: language. Nothing else speaks against it.", verdict.p_dubious, verdict.harm
