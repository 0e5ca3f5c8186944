"""What changed between two versions of a text, paragraph by paragraph (pure)."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A comparison takes time with the square of what differs; an hour's reading has that many.
PARAGRAPHS = 200


class Kind(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that came or went, or a run of `count` paragraphs that stayed, without their words."""

    kind: Kind
    text: str = ""
    count: int = 1


def compare(before: str, after: str) -> list[Change]:
    """What to take from `before` and add to it to get `after`, in the order of reading; empty when nothing changed."""
    old, new = _paragraphs(before), _paragraphs(after)
    if old == new:
        return []
    found: list[Change] = []
    for _tag, start, end, into, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[start:end] == new[into:until]:
            found.append(Change(Kind.SAME, count=end - start))
            continue
        found += [Change(Kind.REMOVED, text) for text in old[start:end]]
        found += [Change(Kind.ADDED, text) for text in new[into:until]]
    return found


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()][:PARAGRAPHS]
