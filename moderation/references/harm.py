"""HARM: can believing a claim cost a life? By the rules that hold articles; moderators may say otherwise (pure)."""

from moderation.evidence import read
from moderation.lexicon.falsehoods import FATAL
from moderation.params import HOLD_AT, HOLD_HARM
from moderation.references.types import HIGH, LOW
from moderation.signals.cure import cure
from moderation.signals.falsehood import falsehood
from moderation.types import Evidence


def harm_of(claim: str) -> str:
    """High for a promise of a cure of a grave illness, for poison as medicine, for leaving a treatment; else low."""
    reading = read(Evidence(claim, "", language="en"))
    promise, lie = cure(reading), falsehood(reading)
    if promise.p >= HOLD_AT and promise.harm >= HOLD_HARM:
        return HIGH
    return HIGH if lie.p >= HOLD_AT and any(span.why in FATAL for span in lie.spans) else LOW
