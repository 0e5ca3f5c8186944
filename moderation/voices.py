"""Who speaks under an article: a person is one voice however often they write, and what is copied is nobody's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from moderation.params import NEW_ACCOUNT_DAYS, NEW_ACCOUNT_WEIGHT, NEW_ACCOUNTS_TOGETHER
from moderation.types import Commenter

_WORD = re.compile(r"\w+")
_HANDLE = re.compile(r"@\w+")
# Of 244 pairs in one thread that begin with the same eight words 224 are copies to the end, and the rest but for a word
# or a figure (28,390 comments of the COVID-19 rumour set).
_SAME_BEGINNING = 8
_STRANGER = Commenter()


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said, and how much it weighs: 1, or less for a new account."""

    words: tuple[str, ...]
    weight: float


@dataclass(slots=True)
class _Speaker:
    words: list[str] = field(default_factory=list)
    is_new: bool = True


def voices(comments: Sequence[str], commenters: Sequence[Commenter] = ()) -> tuple[Voice, ...]:
    """One voice an author, or a network that several accounts write from; a comment whose author is not known is one.

    New accounts weigh NEW_ACCOUNT_WEIGHT each, and NEW_ACCOUNTS_TOGETHER at most.
    """
    speakers: list[_Speaker] = []
    known: dict[tuple[str, str], _Speaker] = {}
    said: set[str] = set()
    for at, comment in enumerate(comments):
        if (beginning := _beginning(comment)) in said:
            continue
        said.add(beginning)
        commenter = commenters[at] if at < len(commenters) else _STRANGER
        names = [(kind, key) for kind in ("author", "network") if (key := getattr(commenter, kind))]
        speaker = next((known[name] for name in names if name in known), None)
        if speaker is None:
            speaker = _Speaker()
            speakers.append(speaker)
        known |= dict.fromkeys(names, speaker)
        speaker.words.append(comment)
        speaker.is_new &= commenter.days is not None and commenter.days < NEW_ACCOUNT_DAYS
    new = sum(speaker.is_new for speaker in speakers)
    weight = min(NEW_ACCOUNT_WEIGHT, NEW_ACCOUNTS_TOGETHER / new) if new else 0.0
    return tuple(Voice(tuple(one.words), weight if one.is_new else 1.0) for one in speakers)


def _beginning(comment: str) -> str:
    """What two copies have in common: the first words without marks; of a comment without words all of it."""
    words = _WORD.findall(_HANDLE.sub("", comment.lower()))
    return " ".join(words[:_SAME_BEGINNING]) or comment.strip()
