"""What words mean, as a vector. The encoder is too heavy for a web process, so a worker is asked, and not for long.

The answer is kept in the cache, as is that there was none: a site whose worker is away, or loads its encoder for the
first time, searches by words and makes nobody wait for it.
"""

import hashlib
import time

import structlog
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from feeds.embed import encode

log = structlog.get_logger(__name__)
TASK = "ranking.encode_words"
PATIENCE_S = 0.4  # a worker that is not busy has answered after .03 s; what takes longer is felt
LOOK_S = 0.01
KEPT_S = 7 * 86_400  # the next page, and what is in the news, is looked for again within a week
AWAY_S = 20  # then somebody waits again, to see whether the worker is back
_AWAY = "meaning-away"


def vector_of(words: str) -> list[float] | None:
    """The vector of these words, or None where no worker said it in PATIENCE_S."""
    try:
        known = cache.get(_key(words))
        return known or _asked(words)
    except (RedisError, OSError, OperationalError) as error:
        log.warning("searching by words alone", why=str(error))
        return None


def keep_vector(words: str) -> None:
    """What the worker does: encode, and keep it for who asked. Raises EncoderError."""
    [vector] = encode([words])
    cache.set(_key(words), vector, KEPT_S)
    cache.delete(_AWAY)


def _asked(words: str) -> list[float] | None:
    """Ask a worker and wait, unless the last one who did so waited in vain."""
    current_app.send_task(TASK, kwargs={"words": words}, expires=AWAY_S, retry=False)
    if cache.get(_AWAY):
        return None
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        time.sleep(LOOK_S)
        if known := cache.get(_key(words)):
            return list(known)
    cache.set(_AWAY, True, AWAY_S)  # noqa: FBT003  a value like any other
    return None


def _key(words: str) -> str:
    return f"meaning:{hashlib.sha256(f'{settings.EMBEDDING_MODEL} {words.lower()}'.encode()).hexdigest()}"
