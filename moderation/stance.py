"""What the learned weights say of comments: if one doubts, and if the thread sounds like those of false rumours."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from moderation.learned import sigmoid
from moderation.lexicon.tone import DOUBT
from moderation.remarks import counted
from moderation.weights.stance import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def p_doubts(stance: Stance | None, comments: Sequence[str]) -> list[float]:
    """How probable it is that each denies or asks back; without weights 1 for what has a word of doubt, else 0."""
    has_word = has_word_of_doubt(comments)
    if stance is None:
        return [float(one) for one in has_word]
    logits = stance.remark.heard(*counted(comments), len(comments)) + stance.lexicon * has_word + stance.offset
    return [sigmoid(float(logit)) for logit in logits]


def has_word_of_doubt(comments: Sequence[str]) -> "NDArray[np.float64]":
    """1 for each comment that has one, by our own list, else 0."""
    import numpy as np

    return np.array([_pattern().search(comment.lower()) is not None for comment in comments], dtype=np.float64)


def p_false(stance: Stance, text: str, comments: Sequence[str]) -> float:
    """How probable it is at even odds that the thread is about something false: the words of both together."""
    text_heard = stance.text.heard(*counted([text]), 1)
    talk_heard = stance.talk.heard(*counted([talk(comments)]), 1)
    return sigmoid(float(text_heard[0] + talk_heard[0]) + stance.thread_offset)


def talk(comments: Sequence[str]) -> str:
    """All that is said as one text, as the model of threads was trained."""
    return " ".join(comments)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(DOUBT)
