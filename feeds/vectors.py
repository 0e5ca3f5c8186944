"""The vectors of articles: made once for the same words, and stored with the hash of the words they were made of."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.conf import settings

from feeds.models import Article, Embedding
from feeds.stories import opening

Encode = Callable[[Sequence[str]], list[list[float]]]


def text_to_embed(article: Article) -> str:
    """What the encoder reads of an article: title, summary, and the first words of the text."""
    return "\n".join(filter(None, [article.title, opening(article.summary, article.text)]))


def embeddings(articles: Sequence[Article], encode: Encode) -> list[Embedding]:
    """The embedding of each, in order; those that are new or different are not saved yet.

    The encoder reads only what it has not read before: most edits change a word far below or a picture, or take back
    what was changed before, and an agency's text comes from many publishers.
    """
    texts = {article.pk: text_to_embed(article) for article in articles}
    hashes = {pk: hashlib.sha256(text.encode()).hexdigest() for pk, text in texts.items()}
    rows = list(Embedding.objects.filter(model=settings.EMBEDDING_MODEL, words_hash__in=set(hashes.values())))
    own = {row.article_id: row for row in rows if hashes.get(row.article_id) == row.words_hash}
    vectors = {row.words_hash: row.vector for row in rows}
    strange = {hashes[pk]: text for pk, text in texts.items() if hashes[pk] not in vectors}
    vectors |= zip(strange, encode(list(strange.values())) if strange else [], strict=True)
    return [own.get(article.pk) or _unsaved(article.pk, hashes[article.pk], vectors) for article in articles]


def _unsaved(article_id: int, words_hash: str, vectors: Mapping[str, Sequence[float]]) -> Embedding:
    model = settings.EMBEDDING_MODEL
    return Embedding(article_id=article_id, model=model, vector=vectors[words_hash], words_hash=words_hash)


def store(made: Iterable[Embedding]) -> None:
    """Save those that are new or different. The others are left alone: each write changes a large index."""
    Embedding.objects.bulk_create(
        [row for row in made if row.pk is None],
        update_conflicts=True,
        unique_fields=["article", "model"],
        update_fields=["vector", "words_hash"],
    )
