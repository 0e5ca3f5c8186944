"""EVIDENCE: an article as sentences in plain letters, with their places in title + newline + text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from moderation.language import ENGLISH, is_foreign, language
from moderation.letters import BACKWARDS, plain
from moderation.needs import vocabulary
from moderation.params import CAUTION_CUT, CAUTION_LANGUAGE, MAX_CHARACTERS, MAX_COMMENT, MAX_COMMENTS, MAX_SENTENCE
from moderation.types import Applause, Commenter, Evidence

# A mark and the gap behind it, or a gap with a new line in it. That it begins with one set of characters makes it four
# times as fast: `re` passes over all others at once.
_END = re.compile(r"[\s.!?…。！？](?:(?<=[.!?…。！？])[\"'”’)\]]*\s+|(?<=\n)\s*|(?<=\s)\s*\n\s*|(?<=[。！？]))")
_MARKS = frozenset(".!?…。！？")
# After these a full stop ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e|approx|U\.S|U\.K|[A-Z])\.$")
_LONGEST_ABBREVIATION = 8  # characters looked at: to look at all of "A. A. A. …" again and again takes minutes
_FRAGMENT = 2  # words: "Garlic. Cures. Cancer.", or one under the other
_JOINED = 160  # characters of fragments read as one sentence: a claim, not a whole table
_FOREIGN_SHARE, _FOREIGN_TEXT = 0.2, 500  # of the text, or characters: more than a motto or a quotation
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|%")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a window of a long one: its place in the article, plain letters, lower-case tokens."""

    start: int
    end: int
    text: str
    tokens: tuple[str, ...]
    is_title: bool
    original: str
    is_foreign: bool = False

    @property
    def is_question(self) -> bool:
        """It ends with a question mark."""
        return self.text.rstrip("\"' )").endswith("?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the signals look at."""

    sentences: tuple[Sentence, ...]
    comments: tuple[str, ...]
    commenters: tuple[Commenter, ...]
    language: str
    cautions: tuple[str, ...]
    applause: Applause | None
    vocabulary: frozenset[str]  # every word of all sentences, once

    @property
    def is_english(self) -> bool:
        """The learned model and our lists can read it."""
        return self.language == ENGLISH

    @property
    def title(self) -> Sentence | None:
        """The first sentence of the title."""
        return next((sentence for sentence in self.sentences if sentence.is_title), None)


@lru_cache(maxsize=64)  # the sentences of an article: the model asks again for those that it scores
def words(text: str) -> tuple[str, ...]:
    """The words and figures of a text in lower case, as our lists have them."""
    return tuple(_TOKEN.findall(text.lower()))


def read(evidence: Evidence) -> Reading:
    """The article as sentences. Bounded: a text over MAX_CHARACTERS is cut, and says so."""
    whole = f"{evidence.title}\n{evidence.text}"
    tongue = language(whole, evidence.language)
    body_at = len(evidence.title) + 1
    sentences = [
        _sentence(whole, start, end, is_title=end < body_at) for start, end in _places(whole[:MAX_CHARACTERS], body_at)
    ]
    cautions = [CAUTION_LANGUAGE] if tongue != ENGLISH or _is_mixed(sentences) else []
    if len(whole) > MAX_CHARACTERS:
        cautions.append(CAUTION_CUT)
    comments = tuple(comment[:MAX_COMMENT] for comment in evidence.comments[:MAX_COMMENTS])
    commenters = evidence.commenters[:MAX_COMMENTS]
    known = vocabulary(token for sentence in sentences for token in sentence.tokens)
    return Reading(tuple(sentences), comments, commenters, tongue, tuple(cautions), evidence.applause, known)


def _is_mixed(sentences: Sequence[Sentence]) -> bool:
    """So much of an English text is of another language that it was not read."""
    size = sum(len(sentence.original) for sentence in sentences)
    foreign = sum(len(sentence.original) for sentence in sentences if sentence.is_foreign)
    return foreign > min(_FOREIGN_TEXT, _FOREIGN_SHARE * size)


def _sentence(whole: str, start: int, end: int, *, is_title: bool) -> Sentence:
    original = whole[start:end]
    text = plain(original)
    tokens = words(text)
    return Sentence(start, end, text, tokens, is_title, original, is_foreign(tokens, original))


def _places(whole: str, body_at: int) -> list[tuple[int, int]]:
    """Start and end of the sentences of the title and of the text; none runs from one into the other."""
    places: list[tuple[int, int]] = []
    for low, high in ((0, min(body_at - 1, len(whole))), (body_at, len(whole))):
        some: list[tuple[int, int]] = []
        start = low
        backwards = [match.span() for match in BACKWARDS.finditer(whole, low, high)]
        for gap in _END.finditer(whole, low, high):
            end = gap.start() + (whole[gap.start()] in _MARKS)
            if (
                _ABBREVIATION.search(whole[max(start, end - _LONGEST_ABBREVIATION) : end]) and "\n" not in gap[0]
            ) or any(first < end < last for first, last in backwards):
                continue
            some += _windows(whole, start, end)
            start = gap.end()
        places += _joined(whole, [*some, *_windows(whole, start, high)])
    return places


def _joined(whole: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Fragments that follow each other as one place: a claim written one word a line is one claim."""
    joined: list[tuple[int, int]] = []
    was_fragment = False
    for start, end in places:
        is_fragment = end - start < _JOINED and len(whole[start:end].split()) <= _FRAGMENT
        if was_fragment and is_fragment and end - joined[-1][0] <= _JOINED:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        was_fragment = is_fragment
    return joined


def _windows(whole: str, start: int, end: int) -> list[tuple[int, int]]:
    """The place itself; of a very long one overlapping windows, so that a claim is not cut in two."""
    places: list[tuple[int, int]] = []
    while end - start > MAX_SENTENCE:
        space = whole.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        stop = space if space > 0 else start + MAX_SENTENCE
        places.append((start, stop))
        back = whole.find(" ", stop - MAX_SENTENCE // 4, stop)
        start = back + 1 if back > 0 else stop
    if whole[start:end].strip():
        places.append((start, end))
    return places
