"""Two versions of a text beside each other, with the words that changed (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# Comparing takes time with the square of what differs. What is beyond is shown as changed, never left out.
PARAGRAPHS = 200  # an hour's reading
PAIRS = 2_000_000  # of words, in all paragraphs together: about a second
ALIKE = 0.4  # paragraphs that share less are other paragraphs: single words marked in them would say nothing
# Some scripts put no spaces between words: there each sign stands for itself.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that are in the other version too, or are not."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after; empty where there is none."""

    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of paragraphs that stayed as they are, or of such that changed."""

    same: Sequence[str] = ()
    rows: Sequence[Row] = ()


def compare(before: str, after: str) -> list[Stretch]:
    """The whole of both texts, paragraph by paragraph, in the order of reading."""
    old, new = _paragraphs(before), _paragraphs(after)
    budget = PAIRS
    found: list[Stretch] = []
    for is_same, start, end, into, until in _steps(old, new):
        if is_same:
            found.append(Stretch(same=old[start:end]))
            continue
        rows = []
        for one, other in zip_longest(old[start:end], new[into:until], fillvalue=""):
            row, spent = _row(one, other, budget)
            rows.append(row)
            budget -= spent
        found.append(Stretch(rows=rows))
    return found


def line(before: str, after: str) -> Row:
    """A single line, such as a headline."""
    return _row(before, after, PAIRS)[0]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """Runs of paragraphs: whether they stayed, and where they are in both. What both begin and end with is set aside
    first, so that a long text with one edit costs next to nothing.
    """
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    end, until = len(old) - tail, len(new) - tail
    middle, other = old[head:end], new[head:until]
    steps = [(True, 0, head, 0, head)]
    if len(middle) > PARAGRAPHS or len(other) > PARAGRAPHS:
        steps.append((False, head, end, head, until))
    else:
        codes = SequenceMatcher(None, middle, other, autojunk=False).get_opcodes()
        steps += [(tag == "equal", head + a, head + b, head + c, head + d) for tag, a, b, c, d in codes]
    steps.append((True, end, len(old), until, len(new)))
    return [step for step in steps if step[2] > step[1] or step[4] > step[3]]


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many both begin with."""
    pairs = zip(some, others, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(some), len(others)))


def _row(before: str, after: str, budget: int) -> tuple[Row, int]:
    """The row, and how many pairs of words were compared."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    spent = len(old) * len(new)
    whole = Row(_whole(before, before != after), _whole(after, before != after))
    if not spent or spent > budget or before == after:
        return whole, 0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole, spent
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, into, until in matcher.get_opcodes():
        left += _whole("".join(old[start:end]), tag != "equal")
        right += _whole("".join(new[into:until]), tag != "equal")
    return Row(left, right), spent


def _whole(text: str, is_changed: bool) -> list[Piece]:  # noqa: FBT001  what the piece says of itself
    return [Piece(text, is_changed)] if text else []


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()]
