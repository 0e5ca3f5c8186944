"""What the encoder reads, and what it has read before."""

from collections.abc import Sequence
from typing import Any

import pytest
from pytest_django import Settings

from feeds.models import Article, Embedding
from feeds.vectors import embeddings, store
from tests import make

pytestmark = pytest.mark.django_db


class Reader:
    """An encoder that remembers what it read: the first text has the vector [1, 0, ...], the second [2, 0, ...]."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        self.read += texts
        return [[float(len(self.read) - len(texts) + place + 1)] + [0.0] * 383 for place in range(len(texts))]


def report(**more: Any) -> Article:
    return make.article(title="Ferry strikes quay", text="Two sailors were hurt.", **more)


def test_an_agencys_text_is_read_once_for_all_publishers() -> None:
    reader = Reader()
    made = embeddings([report(feed=make.feed()), report(feed=make.feed())], reader)
    assert len(reader.read) == 1
    store(made)
    store(embeddings([report(feed=make.feed())], reader))
    assert len(reader.read) == 1
    assert len({tuple(row.vector) for row in Embedding.objects.all()}) == 1
    assert Embedding.objects.count() == 3


def test_other_words_are_read() -> None:
    reader, article = Reader(), report()
    store(embeddings([article], reader))
    article.title = "Ferry strikes bridge"
    store(embeddings([article], reader))
    assert len(reader.read) == 2
    assert Embedding.objects.get().vector[0] == 2


def test_another_encoder_reads_for_itself(settings: Settings) -> None:
    article = report()
    store(embeddings([article], Reader()))
    settings.EMBEDDING_MODEL = "another"
    reader = Reader()
    store(embeddings([article], reader))
    assert len(reader.read) == 1
