"""RATINGS: a publisher's words for a verdict -> false, mixed, true or unknown (pure). Our own lists."""

import re

from moderation.lexicon.phrases import words
from moderation.references.types import FALSE, MIXED, TRUE, UNKNOWN

# Beginnings of words. The first that fits: "partly false" is mixed, "mostly false" false, and "not true" is not true.
_WORDS = (
    (
        MIXED,
        """
half, partl, partial, mixture, mixed, mislead, missing context, lacks context, out of context, needs context, unproven,
not proven, unsupported, exaggerat, cherry, teils, teilweise, irreführend, trompeu, en partie, plutôt,
enganos, engañoso, descontext, sin contexto, parcial, fuorviante, parzialmente, in parte, misleidend, deels, yanıltıcı
""",
    ),
    (
        FALSE,
        """
false, falso, falsa, faux, fausse, falsch, onwaar, yanlış, fake, hoax, incorrect, inaccurate, not true, not correct,
not accurate, not real, untrue, wrong, fabricat, debunk, doctored, altered, manipulat, no evidence, unfounded, baseless,
myth, scam, conspiracy, satire, pants, four pinocchios, three pinocchios, bulo, infox, bufala, mentira, errado, unbelegt
""",
    ),
    (
        TRUE,
        """
true, mostly true, correct, accurate, verdadero, verdadeiro, cierto, vrai, wahr, richtig, vero, waar, doğru, confirmed,
legit
""",
    ),
)
_PATTERNS = tuple(
    (verdict, re.compile(rf"(?<!\w)(?:{'|'.join(words(block))})", re.IGNORECASE)) for verdict, block in _WORDS
)
# Of the scale, as schema.org describes it: the lowest is false, the highest true.
_FALSE_UNTIL, _TRUE_FROM = 0.25, 0.75


def verdict_of(rating: str) -> str:
    """What the words say; unknown where they are none of ours."""
    return next((verdict for verdict, pattern in _PATTERNS if pattern.search(rating)), UNKNOWN)


def verdict_on_scale(value: object, worst: object, best: object) -> str:
    """What a figure says, 1 to 5 unless the publisher names another scale; unknown outside of it."""
    low, high, found = _number(worst, 1.0), _number(best, 5.0), _number(value, None)
    if low is None or high is None or found is None or not low < high or not low <= found <= high:
        return UNKNOWN
    share = (found - low) / (high - low)
    if share <= _FALSE_UNTIL:
        return FALSE
    return TRUE if share >= _TRUE_FROM else MIXED


def _number(value: object, missing: float | None) -> float | None:
    if value is None or value == "":
        return missing
    try:
        number = float(str(value)[:20])
    except ValueError:
        return None
    return number if number == number else None  # noqa: PLR0124 -- NaN is not equal to itself
