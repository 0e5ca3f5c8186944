"""From spans to marked text: the words of an article in pieces, each with the note that explains it (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from moderation.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and the number of the note about them; 0 is no note."""

    text: str
    note: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its spans: the title, the paragraphs, and the notes that the numbers stand for (1 first)."""

    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...]


def marks(title: str, text: str, spans: Sequence[Span]) -> Marked:
    """Cut title + newline + text at the spans; no character is lost. Where spans overlap, the shortest says most.

    Notes are numbered as they are met; those of spans that are covered by shorter ones are left out.
    """
    shortest_first = sorted(spans, key=lambda span: (span.end - span.start, span.start))
    numbers: dict[str, int] = {}
    whole, lines, start = f"{title}\n{text}", [], 0
    for line in whole.split("\n"):
        end = start + len(line)
        here = [span for span in shortest_first if span.start < end and span.end > start]
        lines.append(tuple(_trimmed(_pieces(whole, start, end, here, numbers))))
        start = end + 1
    paragraphs = tuple(line for line in lines[1:] if any(piece.text.strip() for piece in line))
    return Marked(lines[0], paragraphs, tuple(numbers))


def _pieces(whole: str, start: int, end: int, spans: Sequence[Span], numbers: dict[str, int]) -> list[Piece]:
    """The pieces of one line; `spans` are those that touch it, the shortest first."""
    inside = {at for span in spans for at in (span.start, span.end) if start < at < end}
    pieces: list[Piece] = []
    for left, right in pairwise(sorted({start, end, *inside})):
        why = next((span.why for span in spans if span.start <= left and span.end >= right), None)
        words = whole[left:right]
        note = numbers.setdefault(why, len(numbers) + 1) if why is not None and words.strip() else 0
        if pieces and pieces[-1].note == note:
            words = pieces.pop().text + words
        pieces.append(Piece(words, note))
    return pieces


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    """The same words; a blank at the end of a span is not underlined, so that the number stands by the word."""
    for piece in pieces:
        words = piece.text.rstrip() if piece.note else piece.text
        yield Piece(words, piece.note)
        if words != piece.text:
            yield Piece(piece.text[len(words) :])
