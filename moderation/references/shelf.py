"""SHELF: the library as the database holds it, and what is kept of an article's matches."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from feeds.embed import EncoderError, encode
from feeds.models import Article, Embedding
from feeds.vectors import Encode
from moderation.evidence import Reading
from moderation.models import Reference, ReferenceMatch
from moderation.references.library import Entry, Library, library
from moderation.references.match import match
from moderation.types import Known

log = structlog.get_logger(__name__)

# A change whose transaction ended after a later one does not move the newest time: it is seen after this at last.
KEPT_S = 600.0
_kept: tuple[tuple[datetime, int] | None, float, Library] | None = None


class Recall:
    """What checked claims one article is about; a moderator's word that it is not about one is kept."""

    def __init__(self, article: Article, *, encode: Encode = encode) -> None:
        self.article, self.encode = article, encode

    def __call__(self, reading: Reading) -> tuple[Known, ...]:
        """The matches, the most alike first."""
        found = match(reading, at_hand(), meaning=self._meaning, site=site(self.article.url))
        if not found:
            return ()
        dismissed = ReferenceMatch.objects.filter(article=self.article, dismissed_at__isnull=False)
        gone = set(dismissed.values_list("reference_id", flat=True))
        return tuple(one for one in found if one.reference_id not in gone)

    def _meaning(self, asked: Sequence[tuple[str, Sequence[int]]]) -> Sequence[Mapping[int, float]]:
        """Cosines, once the article has been embedded: then this process has the encoder. Else none."""
        ids = {one for _text, some in asked for one in some}
        model = settings.EMBEDDING_MODEL
        has_vectors = Reference.objects.filter(pk__in=ids, encoder=model).exists()
        if not has_vectors or not Embedding.objects.filter(article=self.article, model=model).exists():
            return [{} for _one in asked]
        try:
            vectors = self.encode([text for text, _some in asked])
        except EncoderError as error:
            log.warning("sentences are compared by their words alone", why=str(error))
            return [{} for _one in asked]
        return [
            Reference.objects.filter(pk__in=some).cosines(vector, encoder=model)
            for vector, (_text, some) in zip(vectors, asked, strict=True)
        ]


def at_hand() -> Library:
    """The references in use, read anew when something was changed (1 query)."""
    global _kept  # noqa: PLW0603 -- one library a process
    # The newest row alone, by its index: counting 10,000 took as long as matching.
    stamp, now = Reference.objects.newest().values_list("changed_at", "pk").first(), time.monotonic()
    if _kept is None or _kept[0] != stamp or now - _kept[1] > KEPT_S:
        _kept = stamp, now, library(_entries())
    return _kept[2]


def _entries() -> list[Entry]:
    rows = Reference.objects.in_use().order_by("pk")
    columns = rows.values_list("pk", "claim", "wording", "verdict", "harm", "publisher", "rating", "url")
    return [
        Entry(
            pk,
            claim,
            wording,
            verdict,
            is_grave=harm == Reference.Harm.HIGH,
            said=f"{publisher}: {rating}",
            site=site(url),
        )
        for pk, claim, wording, verdict, harm, publisher, rating, url in columns
    ]


def site(url: str) -> str:
    """The host of an address, without its www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def keep(article: Article, known: Sequence[Known], *, now: datetime) -> None:
    """Write down what an article's text is about, in place of what was found before; a moderator's word stays."""
    found = [one.reference_id for one in known]
    ReferenceMatch.objects.filter(article=article, dismissed_at__isnull=True).exclude(reference__in=found).delete()
    ReferenceMatch.objects.bulk_create(
        [
            ReferenceMatch(
                article=article,
                reference_id=one.reference_id,
                stance=one.stance.value,
                likeness=one.likeness,
                words=min(1.0, one.words),
                meaning=one.meaning,
                start=one.start,
                end=one.end,
                content_hash=article.content_hash,
                created_at=now,
            )
            for one in known
        ],
        update_conflicts=True,
        unique_fields=["article", "reference"],
        update_fields=["stance", "likeness", "words", "meaning", "start", "end", "content_hash"],
    )
