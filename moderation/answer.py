"""ANSWER: all that is said of a text, as JSON has it. Without Django, which a process that assesses need not load."""

from typing import Any

from moderation.judge import judge
from moderation.types import Evidence
from moderation.urgency import at_first


def said(name: object, evidence: Evidence, weights: str) -> dict[str, Any]:
    """The answer for one text."""
    verdict, triage = judge(evidence, weights=weights)
    return {
        "id": name,
        "p_health": round(verdict.p_health, 4),
        "p_dubious": round(verdict.p_dubious, 4),
        "p_bait": round(verdict.p_bait, 4),
        "p_distress": round(verdict.p_distress, 4),
        "p_doubt": round(verdict.p_doubt, 4),
        "p_thread": round(verdict.p_thread, 4),
        "zone": triage.zone.value,
        "priority": round(at_first(triage), 4),
        "reason": triage.reason,
        "spans": [[span.start, span.end, span.why] for span in verdict.spans],
        "shares": {share.name: round(share.weight, 4) for share in verdict.shares},
        "cautions": verdict.cautions,
        "model": verdict.model,
    }
