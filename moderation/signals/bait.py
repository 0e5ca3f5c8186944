"""Engagement bait: asks for likes, shares and tags, and headlines that withhold what they are about."""

import re
from functools import cache

from moderation.evidence import Reading
from moderation.lexicon.bait import BAIT, SHOUTING, WITHHELD
from moderation.needs import Pattern, pattern, vocabulary
from moderation.params import BAIT_APPLAUSE, BAIT_SHOUTING
from moderation.types import Signal, Span

NAME = "bait"


def bait(reading: Reading) -> Signal:
    """How much the article begs: the kinds of begging found, as independent hints. A rough order, by rules."""
    strongest: dict[str, float] = {}
    spans: list[Span] = []
    whole = "\n".join(sentence.text for sentence in reading.sentences).lower()
    for one, weight, why in _patterns():
        if one.search(whole, reading.vocabulary) is None:  # once an article: most have none
            continue
        strongest[why] = max(weight, strongest.get(why, 0.0))
        spans += [Span(s.start, s.end, why) for s in reading.sentences if one.regex.search(s.text.lower())]
    if (title := reading.title) is not None:
        said, words = title.text.lower(), vocabulary(title.tokens)
        for one, weight, why in _withheld():
            if one.search(said, words) is not None:
                strongest[why] = max(weight, strongest.get(why, 0.0))
                spans.append(Span(title.start, title.end, why))
        if _shouts(title.text):
            strongest["shouts"] = BAIT_SHOUTING
    if (applause := reading.applause) is not None and reading.title is not None:
        why = (
            f"liked {applause.likes_lift:.0f} times as often as others, and read {applause.read_lift:.1f} times as long"
        )
        strongest[why] = BAIT_APPLAUSE
        spans.append(Span(reading.title.start, reading.title.end, why))
    honest = 1.0
    for weight in strongest.values():
        honest *= 1 - weight
    return Signal(NAME, 1 - honest, tuple(spans))


def _shouts(title: str) -> bool:
    letters = [c for c in title if c.isalpha()]
    in_capitals = len(letters) > 15 and sum(c.isupper() for c in letters) > 0.8 * len(letters)  # noqa: PLR2004  # "NASA, WHO" is no shout
    return in_capitals or re.search(SHOUTING, title) is not None


@cache
def _withheld() -> list[tuple[Pattern, float, str]]:
    return [(pattern(one), weight, why) for one, (weight, why) in WITHHELD.items()]


@cache
def _patterns() -> list[tuple[Pattern, float, str]]:
    return [(pattern(one), weight, why) for one, (weight, why) in BAIT.items()]
