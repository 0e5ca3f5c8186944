"""Text and comments together: do they sound like a false rumour and what is said under it? Never more than priority."""

from collections.abc import Sequence

from moderation.params import MAX_VOICE
from moderation.stance import p_false
from moderation.types import Signal
from moderation.voices import Voice
from moderation.weights.stance import Stance

NAME = "thread"


def thread(text: str, voices: Sequence[Voice], stance: Stance | None) -> Signal:
    """At even odds of true and false. New accounts are not listened to, nor anybody for longer than MAX_VOICE."""
    heard = [" ".join(voice.words)[:MAX_VOICE] for voice in voices if voice.weight == 1]
    if stance is None or not text or not heard:
        return Signal(NAME, 0.0)
    return Signal(NAME, p_false(stance, text, heard))
