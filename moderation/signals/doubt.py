"""Doubt in the comments: raises how soon a person looks, never what readers see."""

from collections.abc import Sequence

from moderation.params import CAUTION_STANCE, DOUBT_PRIOR_COMMENTS, DOUBT_PRIOR_SHARE
from moderation.stance import p_doubts
from moderation.types import Signal
from moderation.voices import Voice
from moderation.weights.stance import Stance

NAME = "doubt"


def doubt(voices: Sequence[Voice], stance: Stance | None) -> Signal:
    """The smoothed share of those who doubt or correct. Who writes often is as doubtful as their most doubtful comment.

    Without weights a list of words tells, and the signal says so.
    """
    if not voices:
        return Signal(NAME, 0.0)
    told = iter(p_doubts(stance, [words for voice in voices for words in voice.words]))
    doubting = sum(voice.weight * max(next(told) for _ in voice.words) for voice in voices)
    heard = sum(voice.weight for voice in voices)
    share = (doubting + DOUBT_PRIOR_SHARE * DOUBT_PRIOR_COMMENTS) / (heard + DOUBT_PRIOR_COMMENTS)
    return Signal(NAME, share, caution="" if stance is not None else CAUTION_STANCE)
