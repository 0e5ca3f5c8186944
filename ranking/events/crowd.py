"""A crowd behind one address moves an article by a bounded amount: each further act from there counts less.

A household or an office is heard, and a hundred new accounts are not more than a few. `block` is a key that tells one
network from another and nothing else (a salted hash, made by whoever knows the address); it is kept for a day, in the
cache: lose it, and the bound begins anew.
"""

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from ranking import params

log = structlog.get_logger(__name__)
_DAY_S = 86_400


def share(kind: str, article_id: int, block: str) -> float:
    """How much the next act of this kind from there counts, 1 for the first of a day; 0 from params.CROWD_MOST on.

    All of a day's add up to 1 / (1 - params.CROWD_SHARE) at most. Without a block there is nothing to bound, without a
    cache there is no bound.
    """
    if not block:
        return 1.0
    try:
        earlier = _earlier(f"crowd:{kind}:{article_id}:{block}")
    except (RedisError, OSError) as error:  # the bound may be lost, an act never
        log.warning("crowds are not counted", why=str(error))
        return 1.0
    return params.CROWD_SHARE**earlier if earlier < params.CROWD_MOST else 0.0


def _earlier(key: str) -> int:
    """How many came before this one, which is counted. Raises RedisError or OSError."""
    cache.add(key, 0, timeout=_DAY_S)
    try:
        return int(cache.incr(key)) - 1
    except ValueError:  # the day ended between the two calls
        return 0
