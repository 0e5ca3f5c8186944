"""DICE: what is looked at although nobody doubts it, and which doubts figures rest on (pure).

The dice are a hash of what they are thrown for, so that the same article is picked or not whenever it is asked. There
is no secret in them: who knows the row number and the words can throw them again and check.
"""

from hashlib import sha256

from moderation.params import CONCERNS_FROM
from moderation.types import Triage, Zone


def thrown(purpose: str, *keys: str | int) -> float:
    """A number from 0 to 1, even over keys, and of another purpose another one."""
    digest = sha256("\x1f".join([purpose, *map(str, keys)]).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def chance(triage: Triage, *, of_clear: float, of_doubted: float) -> float:
    """Of being picked: less for what is clear or only not read, of which there is so much more.

    The same throw decides, so what was picked while it was clear is still picked when a doubt comes.
    """
    is_silent = triage.zone is Zone.CLEAR or 0 < triage.concern < CONCERNS_FROM
    return min(of_clear, of_doubted) if is_silent else of_doubted
