"""Despair and self-harm: so that help is offered and the text is not pushed. Words only; never used to know readers."""

from collections.abc import Mapping
from math import prod

from moderation.evidence import Reading, Sentence
from moderation.lexicon.despair import DESPAIR, HELP, REPORTING, SAD_ABROAD, SAD_SUBJECT, URGING
from moderation.needs import pattern
from moderation.params import DESPAIR_AT, HARM_DISTRESS, P_SAD_SUBJECT, P_SAD_WITH_HELP
from moderation.types import Signal, Span

NAME = "distress"


Phrases = Mapping[str, tuple[float, tuple[str, ...]]]
Found = list[tuple[Sentence, float, str]]


def distress(reading: Reading, p_learned: float | None = None, *, caution: str = "") -> Signal:
    """How likely the text is one of despair; `harm` is set when it urges others to it. A rough order, by rules.

    `p_learned` is what the learned tone says of the whole, if it could: it hears what no list has, and urges nobody.
    """
    whole = "\n".join(sentence.text for sentence in reading.sentences).lower()
    despairing = _found(DESPAIR, reading, whole)
    reporting = pattern(*REPORTING).regex
    urging = [it for it in _found(URGING, reading, whole) if reporting.search(it[0].text.lower()) is None]
    spans = tuple(Span(sentence.start, sentence.end, why) for sentence, _, why in (*despairing, *urging))
    if urging:
        return Signal(NAME, max(weight for _, weight, _ in urging), spans, caution, harm=HARM_DISTRESS)
    # Hints that do not depend on each other: "hopeless" is a mood, with "no way out" it is more.
    p = 1 - prod(1 - weight for weight in {why: weight for _, weight, why in despairing}.values())
    offers_help = pattern(*HELP).search(whole, reading.vocabulary) is not None
    if offers_help:
        p = min(p, P_SAD_WITH_HELP)
    if _is_sad(reading, whole):
        p = max(p, P_SAD_WITH_HELP if offers_help else P_SAD_SUBJECT)
    if p_learned is not None and p_learned >= DESPAIR_AT:
        p = max(p, P_SAD_WITH_HELP if offers_help else P_SAD_SUBJECT)
    return Signal(NAME, p, spans, caution)


def _found(phrases: Phrases, reading: Reading, whole: str) -> Found:
    """The sentences that hold one of the phrases. Each is looked for once in the whole: most articles have none."""
    return [
        (sentence, weight, why)
        for why, (weight, patterns) in phrases.items()
        if pattern(*patterns).search(whole, reading.vocabulary) is not None
        for sentence in reading.sentences
        if pattern(*patterns).regex.search(sentence.text.lower())
    ]


def _is_sad(reading: Reading, whole: str) -> bool:
    if pattern(*SAD_SUBJECT).search(whole, reading.vocabulary) is not None:
        return True
    abroad = (it.original.lower() for it in reading.sentences if it.is_foreign or not reading.is_english)
    return any(pattern(*SAD_ABROAD).regex.search(original) is not None for original in abroad)
