"""TRIAGE: probabilities and harm -> clear, queue, limit or hold, and how much there is to be concerned about."""

import math
from collections.abc import Collection

from moderation.params import (
    BAIT_AT,
    CAUTION_CUT,
    CAUTION_LANGUAGE,
    CAUTION_MODEL,
    CAUTION_STANCE,
    DISTRESS_AT,
    DOUBT_AT,
    DOUBT_WEIGHT,
    HARM_BAIT,
    HARM_UNKNOWN,
    HEALTH_AT,
    HOLD_AT,
    HOLD_HARM,
    LIMIT_HARM,
    P_UNKNOWN,
    P_UNREAD,
    QUEUE_AT,
    QUEUE_HARM,
)
from moderation.thresholds import SHIPPED
from moderation.types import Thresholds, Triage, Verdict, Zone

KNOWN = "Repeats a claim that fact-checkers found false and that can cost lives."
CHECKED = "Seems to repeat a claim that fact-checkers looked at: compare the two."
CURE = "Promises a cure of a grave illness by a remedy, as if it were certain."
FALSEHOOD = "Repeats a well-known false claim about health, or dangerous advice."
DISTRESS = "Seems to urge self-harm or to give methods for it."
NO_MODEL = "Not assessed: the model could not be used."
NO_STANCE = "The comments were not assessed: their model could not be used."
DUBIOUS = "A health claim that sounds dubious."
BAIT = "Begs for likes, shares or comments."
TOO_LONG = "Too long to be read to its end."
UNREAD = "Not assessed: language. Nothing else speaks against it."
DEMOTED = "One zone milder, because moderators found this zone wrong too often here."
_MILDER = {Zone.HOLD: Zone.LIMIT, Zone.LIMIT: Zone.QUEUE}


def triage(verdict: Verdict, thresholds: Thresholds = SHIPPED, slices: Collection[str] = ()) -> Triage:
    """The zone, its reason in a sentence, and the concern: probability x harm, more under doubting comments.

    It is least certain where the probability is even. `slices` are those that the article belongs to.
    """
    zone, reason, p, harm = _zone(verdict, thresholds)
    if any(one is zone and name in slices for one, name in thresholds.demoted):
        zone, reason = _MILDER[zone], f"{reason} {DEMOTED}"
    # what is said at even odds says nothing at .5
    talk = max(verdict.p_doubt, 2 * verdict.p_thread - 1)
    concern = p * harm * (1 + DOUBT_WEIGHT * talk)
    return Triage(zone, 0.0, reason, concern, uncertainty=1 - abs(2 * p - 1))


def _zone(verdict: Verdict, thresholds: Thresholds) -> tuple[Zone, str, float, float]:
    """Zone, reason, and the probability and harm that made it: the first that applies, the gravest first."""
    p, harm, despair = verdict.p_dubious, verdict.harm, verdict.harm_distress
    is_health = verdict.p_health >= HEALTH_AT
    unknown = (P_UNKNOWN, HARM_UNKNOWN)
    for applies, zone, reason, sure, harmful in (
        (verdict.p_known >= HOLD_AT and harm >= HOLD_HARM, Zone.HOLD, KNOWN, p, harm),
        (is_health and p >= thresholds.hold and harm >= HOLD_HARM, Zone.HOLD, CURE, p, harm),
        (is_health and p >= thresholds.limit and harm >= LIMIT_HARM, Zone.LIMIT, FALSEHOOD, p, harm),
        (verdict.p_distress >= DISTRESS_AT and despair >= HOLD_HARM, Zone.QUEUE, DISTRESS, verdict.p_distress, despair),
        (CAUTION_MODEL in verdict.cautions, Zone.QUEUE, NO_MODEL, max(p, P_UNKNOWN), max(harm, HARM_UNKNOWN)),
        (verdict.p_known >= QUEUE_AT, Zone.QUEUE, CHECKED, p, max(harm, QUEUE_HARM)),
        (is_health and p >= thresholds.queue_from(harm), Zone.QUEUE, DUBIOUS, p, harm),
        (verdict.p_bait >= BAIT_AT, Zone.QUEUE, BAIT, verdict.p_bait, HARM_BAIT),
        (CAUTION_CUT in verdict.cautions, Zone.QUEUE, TOO_LONG, *unknown),
    ):
        if applies:
            return zone, reason, sure, harmful
    return _unread(verdict)


def _unread(verdict: Verdict) -> tuple[Zone, str, float, float]:
    """In a language that the model cannot read, other signs can still ask for a person."""
    worst = max((verdict.p_dubious, verdict.harm), (verdict.p_bait, HARM_BAIT), key=math.prod)
    if CAUTION_STANCE in verdict.cautions and CAUTION_LANGUAGE not in verdict.cautions:
        return Zone.QUEUE, NO_STANCE, *max(worst, (P_UNREAD, HARM_UNKNOWN), key=math.prod)
    if CAUTION_LANGUAGE not in verdict.cautions:
        return Zone.CLEAR, "No doubt found.", *worst
    if verdict.p_health >= HEALTH_AT and (verdict.spans or verdict.p_doubt >= DOUBT_AT):
        return Zone.QUEUE, "Not assessed: language. It names an illness, and a cure or doubts.", P_UNKNOWN, HARM_UNKNOWN
    if verdict.p_doubt >= DOUBT_AT:
        return Zone.QUEUE, "Not assessed: language. Those who commented doubt it.", P_UNKNOWN, HARM_UNKNOWN
    return max(
        (Zone.QUEUE, UNREAD, P_UNREAD, HARM_UNKNOWN),
        (Zone.QUEUE, "Not assessed: language.", *worst),
        key=lambda found: found[2] * found[3],
    )
