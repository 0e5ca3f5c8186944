"""Fetch, re-encode, store what readers wait for. The order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feeds.fetch.policy import from_settings
from feeds.keeping import keep
from feeds.models import Illustration

SECONDS = 10.0  # of one fetch: a reader waits, and a batch with one slow publisher lasts no longer
# Between two requests to a domain. A browser would ask for all pictures of a page at once; one by one and five a
# second is gentler, and the twentieth is there when a reader has come to it.
SPACING_S = 0.2


def store_many(ids: Sequence[int], *, now: datetime) -> int:
    """Fetch these pictures and keep copies. Returns how many are stored; the others say why on their rows.

    Runs twice without harm: a row that was stored meanwhile is left alone.
    """
    rows = Illustration.objects.filter(pk__in=ids, state=Illustration.State.NAMED).order_by("url")
    policy = replace(from_settings(), total_s=SECONDS, spacing_s=SPACING_S)
    return keep({row.url: [row] for row in rows}, now=now, policy=policy)
