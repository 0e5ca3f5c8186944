"""A publisher's categories -> the topic that they name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from feeds.topics.taxonomy import SLUGS, first_level
from feeds.topics.words import COMPOUND_END, LONGEST, NAMED_BY, NOT_MEANT, SECTION_ENDS

_WORD = re.compile(r"[^\W_]+")
# of English, French, Spanish and German
PLURALS = (("s", ""), ("es", ""), ("en", ""), ("ies", "y"))
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # "ClimateChange" is two words, "YouTube" too, "NASA" is one
_LONG_WORDS = sorted((p[0] for p in NAMED_BY if len(p) == 1 and len(p[0]) >= COMPOUND_END), key=len, reverse=True)


def named(categories: Iterable[str]) -> str | None:
    """The slug of the topic that most words of the categories name, of either level; None where none does.

    Among equals the more particular one: the second level, and within a level the later in the list. The second level
    counts for its first ("Sport", "Football", "Football" is football); a mixture of two is only what both belong to.
    """
    hits = Counter(slug for category in categories for slug in _hits(category))
    if not hits:
        return None
    first: Counter[str] = Counter()
    for slug, count in hits.items():
        first[first_level(slug)] += count
    topic = max(first, key=lambda slug: (first[slug], SLUGS.index(slug)))
    within = {slug: count for slug, count in hits.items() if slug != topic and first_level(slug) == topic}
    most = [slug for slug, count in within.items() if count == max(within.values())]
    return most[0] if len(most) == 1 else topic


def _hits(category: str) -> Iterator[str]:
    """The topics that the words of one category name, longer phrases first."""
    words = [word.casefold() for word in _WORD.findall(_HUMP.sub(" ", category))]
    place = 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            if slug := _meant(tuple(words[place : place + length])):
                yield slug
                break
        place += length


def _meant(phrase: tuple[str, ...]) -> str | None:
    if phrase in NOT_MEANT:
        return NOT_MEANT[phrase]
    for last in _forms(phrase[-1]):
        if slug := NAMED_BY.get((*phrase[:-1], last)):
            return slug
    if len(phrase) > 1:
        return None
    ends = (end for end in _LONG_WORDS for form in _forms(phrase[0]) if form.endswith(end))
    return NAMED_BY.get((next(ends, ""),))


def _forms(word: str) -> list[str]:
    """The word, its singular where it looks like a plural, and what stands before a section's ending."""
    plurals = [(ending, singular) for ending, singular in PLURALS if word.endswith(ending)]
    forms = [
        word,
        *(word.removesuffix(ending) + singular for ending, singular in plurals if len(word) > len(ending) + 2),
    ]
    forms += [word.removesuffix(end) for end in SECTION_ENDS if word.endswith(end) and len(word) > len(end) + 1]
    return forms
