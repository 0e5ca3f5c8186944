"""Despair and self-harm: so that help is offered and the text is not pushed. Words only; never used to know readers."""

import re
from functools import cache

from moderation.evidence import Reading
from moderation.lexicon.tone import DESPAIR, HELP, SAD_SUBJECT, URGING
from moderation.params import HARM_DISTRESS, P_SAD_SUBJECT, P_SAD_WITH_HELP
from moderation.types import Signal, Span

NAME = "distress"


def distress(reading: Reading) -> Signal:
    """How likely the text is one of despair; `harm` is set when it urges others to it. A rough order, by rules."""
    spans: list[Span] = []
    p = harm = 0.0
    whole = "\n".join(sentence.text for sentence in reading.sentences).lower()
    is_sad = _compiled(SAD_SUBJECT).search(whole) is not None
    offers_help = _compiled(HELP).search(whole) is not None
    for patterns, is_urging in ((DESPAIR, False), (URGING, True)):
        for pattern, (weight, why) in patterns.items():
            if _compiled(pattern).search(whole) is None:  # once an article: most have none
                continue
            spans += [Span(s.start, s.end, why) for s in reading.sentences if _compiled(pattern).search(s.text.lower())]
            p = max(p, weight)
            harm = max(harm, HARM_DISTRESS if is_urging else 0.0)
    if offers_help and not harm:
        p = min(p, P_SAD_WITH_HELP)
    if is_sad:
        p = max(p, P_SAD_WITH_HELP if offers_help else P_SAD_SUBJECT)
    return Signal(NAME, p, tuple(spans), harm=harm)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
