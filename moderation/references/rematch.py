"""REMATCH: which recent articles may say a new reference? They become due for assessment, which compares."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.contrib.postgres.search import SearchQuery

from feeds.embed import EncoderError, encode
from feeds.models import Article, Embedding
from feeds.vectors import Encode
from moderation.evidence import words
from moderation.grams import stem
from moderation.letters import plain
from moderation.models import Reference
from moderation.references import shelf
from moderation.references.params import NEAR, NEAR_DISTANCE, RECENT_DAYS, TELLING_WORDS
from moderation.references.wording import numbers

log = structlog.get_logger(__name__)

# The encoder is mended by a person; an hour later is soon enough.
RETRY = timedelta(hours=1)


def rematch(reference_ids: Sequence[int], *, now: datetime, encode: Encode = encode) -> int:
    """Embed these references, and let the recent articles that are nearest be assessed again. Returns how many.

    Bounded: 2 x NEAR articles a reference. Runs twice without harm.
    """
    rows = list(Reference.objects.filter(pk__in=reference_ids).order_by("pk"))
    wanted = [row for row in rows if row.withdrawn_at is None]
    is_embedded = _embed([row for row in wanted if row.encoder != settings.EMBEDDING_MODEL], encode)
    found = {pk for row in wanted for pk in _near(row, now)}
    due = Article.objects.filter(pk__in=found, assess_due_at__isnull=True, withdrawn_at__isnull=True)
    count = due.exclude(content_hash="").update(assess_due_at=now)
    again = None if is_embedded else now + RETRY
    # Unless something has made a row due again meanwhile.
    for row in rows:
        Reference.objects.filter(pk=row.pk, match_due_at=row.match_due_at).update(match_due_at=again)
    return count


def _embed(rows: Sequence[Reference], encode: Encode) -> bool:
    if not rows:
        return True
    try:
        vectors = encode([row.claim for row in rows])
    except EncoderError as error:
        log.warning("references are compared by their words alone", why=str(error))
        return False
    for row, vector in zip(rows, vectors, strict=True):
        row.vector, row.encoder = vector, settings.EMBEDDING_MODEL
        # Unless it was worded anew meanwhile.
        same = Reference.objects.filter(pk=row.pk, claim_key=row.claim_key)
        same.update(vector=vector, encoder=settings.EMBEDDING_MODEL)
    return True


def _near(row: Reference, now: datetime) -> set[int]:
    """The nearest recent articles by meaning, and the newest that have the claim's rarest words."""
    recent = Article.objects.recent(now, window=timedelta(days=RECENT_DAYS))
    found: set[int] = set()
    if row.vector is not None:
        near = Embedding.objects.nearest(list(row.vector), model=row.encoder, limit=NEAR)
        near_ids = [one.article_id for one in near if float(getattr(one, "distance", 2)) <= NEAR_DISTANCE]
        found |= set(recent.filter(pk__in=near_ids).values_list("pk", flat=True))
    telling = _telling(row.claim)
    if telling:
        query = SearchQuery(" & ".join(f"{word}:*" for word in telling), config="simple", search_type="raw")
        found |= set(recent.filter(search=query).newest().values_list("pk", flat=True)[:NEAR])
    return found


def _telling(claim: str) -> list[str]:
    """The beginnings of the claim's rarest words, of letters and figures alone."""
    tokens = [token for token in words(plain(claim)) if token.isalnum()]
    library = shelf.at_hand()
    rare = {
        stem(token): library.rarity_of(number) for token, number in zip(tokens, numbers(tokens), strict=True) if number
    }
    return sorted(rare, key=lambda word: (-rare[word], -len(word), word))[:TELLING_WORDS]
