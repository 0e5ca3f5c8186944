"""From spans to marked text: the words of an article in pieces, each with the note that explains it (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Cut title + newline + text at the spans. Overlaps go to the span that starts first; no character is lost."""
    notes = tuple(dict.fromkeys(span.why for span in spans))
    whole = f"{title}\n{text}"
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    lines, start = [], 0
    for line in whole.split("\n"):
        lines.append(_line(whole, start, start + len(line), ordered, notes))
        start += len(line) + 1
    return Marked(lines[0], tuple(line for line in lines[1:] if any(piece.text.strip() for piece in line)), notes)


def _line(whole: str, start: int, end: int, spans: Sequence[Span], notes: tuple[str, ...]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for span in spans:
        left, right = max(span.start, at), min(span.end, end)
        if left >= right:
            continue
        pieces += [Piece(whole[at:left]), Piece(whole[left:right], notes.index(span.why) + 1)]
        at = right
    pieces.append(Piece(whole[at:end]))
    return tuple(piece for piece in pieces if piece.text)
