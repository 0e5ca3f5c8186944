"""How dubious a health text sounds, by the learned model: its most dubious sentences decide."""

from moderation.evidence import words
from moderation.learned import Piece
from moderation.lexicon.health import STRONG_HEALTH
from moderation.params import HARM_LEARNED, HEALTH_FULL, REPEATS_AT, SPAN_AT
from moderation.types import Signal, Span

NAME = "dubious"
_DECIDING = 3  # sentences of an article: one alone is often a quotation
_MOST_SPANS = 5  # more marks than a moderator can take in


def dubious(pieces: tuple[Piece, ...]) -> Signal:
    """At even odds of dubious and sound claims, as the training sets are weighted; see docs/moderation.md."""
    if not pieces:
        return Signal(NAME, 0.0)
    doubts = sorted(((_gated(piece), piece) for piece in pieces), key=lambda pair: -pair[0])
    deciding = [p for p, _ in doubts[:_DECIDING]]
    title = max((p for p, piece in doubts if piece.is_title), default=0.0)
    p = max(title, sum(deciding) / len(deciding))
    spans = tuple(
        Span(piece.start, piece.end, _why(piece, p_piece))
        for p_piece, piece in doubts[:_MOST_SPANS]
        if p_piece >= SPAN_AT
    )
    is_of_illness = any(STRONG_HEALTH.anywhere(words(piece.text)) for _, piece in doubts[:_DECIDING])
    return Signal(NAME, p, spans, harm=HARM_LEARNED if is_of_illness else 0.0)


def _why(piece: Piece, p: float) -> str:
    said = f"sounds like the dubious claims it was trained on ({p:.0%})"
    if piece.because:
        said += ", most by: " + ", ".join(piece.because)
    return said + ("; like a claim that was checked before" if piece.likeness >= REPEATS_AT else "")


def _gated(piece: Piece) -> float:
    """A sentence that is hardly about health counts less: the model knows health claims only."""
    return piece.p_dubious * min(1.0, piece.p_health / HEALTH_FULL)
