"""The vectors of articles: made once for the same words, and stored with the hash of the words they were made of."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings

from feeds.models import Article, Embedding

# The encoder reads 256 word pieces, about 200 English words; what stands later it would cut off anyway. News puts what
# matters first, and the publisher's summary says it shortest.
WORDS_READ = 200

Encode = Callable[[Sequence[str]], list[list[float]]]


def text_to_embed(article: Article) -> str:
    """What the encoder reads of an article: title, summary, and the first words of the text."""
    summary = "" if article.text.startswith(article.summary.rstrip("…")) else article.summary
    return "\n".join(filter(None, [article.title, summary, " ".join(article.text.split()[:WORDS_READ])]))


def embeddings(articles: Sequence[Article], encode: Encode) -> list[Embedding]:
    """The embedding of each, in order; those that are new or different are not saved yet.

    The encoder reads only what it has not read before: most edits change a word far below or a picture, or take back
    what was changed before.
    """
    texts = {article.pk: text_to_embed(article) for article in articles}
    hashes = {pk: hashlib.sha256(text.encode()).hexdigest() for pk, text in texts.items()}
    rows = Embedding.objects.filter(article__in=texts, model=settings.EMBEDDING_MODEL, words_hash__in=hashes.values())
    found = {row.article_id: row for row in rows if row.words_hash == hashes[row.article_id]}
    strange = [pk for pk in texts if pk not in found]
    vectors = encode([texts[pk] for pk in strange]) if strange else []
    for pk, vector in zip(strange, vectors, strict=True):
        model = settings.EMBEDDING_MODEL
        found[pk] = Embedding(article_id=pk, model=model, vector=vector, words_hash=hashes[pk])
    return [found[article.pk] for article in articles]


def store(made: Iterable[Embedding]) -> None:
    """Save those that are new or different. The others are left alone: each write changes a large index."""
    Embedding.objects.bulk_create(
        [row for row in made if row.pk is None],
        update_conflicts=True,
        unique_fields=["article", "model"],
        update_fields=["vector", "words_hash"],
    )
