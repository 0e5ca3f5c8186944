"""The vectors of a filled site: in clusters, as those of news are, and copied in binary."""

import struct
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]

CLUSTERS = 25  # of each topic; what people read about within a topic is narrower than the topic
# Cosine .42 within a topic and .75 within a cluster: MiniLM over news (facts of this site's own corpus).
SAME_TOPIC, SAME_CLUSTER = 0.65, 0.75
CHUNK = 20_000  # vectors made at a time: 60 MB


def copy_vectors(cursor: Any, articles: int, topics: int) -> None:
    """A vector for each article, near those of its cluster: 1 M in a minute, where COPY as text takes four."""
    columns = "article_id, model, vector, words_hash, created_at"
    with cursor.copy(f"COPY feeds_embedding ({columns}) FROM STDIN WITH (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
        for first, vectors in made_up(articles, topics):
            copy.write(_packed(first, vectors))
        copy.write(struct.pack(">h", -1))


def made_up(articles: int, topics: int) -> Iterator[tuple[int, Matrix]]:
    """The number of a first article and the unit vectors from it on; the same every time."""
    dice = np.random.default_rng(7)

    def units(*shape: int) -> Matrix:
        drawn = dice.standard_normal(shape, dtype=np.float32)
        drawn /= np.linalg.norm(drawn, axis=-1, keepdims=True)
        return drawn

    size = settings.EMBEDDING_DIMENSIONS
    middles = SAME_TOPIC * units(topics, 1, size) + (1 - SAME_TOPIC**2) ** 0.5 * units(topics, CLUSTERS, size)
    for first in range(1, articles + 1, CHUNK):
        numbers = np.arange(first, min(first + CHUNK, articles + 1))
        near = middles[numbers % topics, numbers // topics % CLUSTERS]
        drawn = SAME_CLUSTER**0.5 * near + (1 - SAME_CLUSTER) ** 0.5 * units(len(numbers), size)
        yield first, drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _packed(first: int, vectors: Matrix) -> bytes:
    """Rows of COPY's binary format: fields with their lengths, numbers with the highest byte first."""
    model, size = settings.EMBEDDING_MODEL.encode(), vectors.shape[1]
    fields: list[Any] = [
        ("fields", ">i2"),
        ("id_len", ">i4"),
        ("id", ">i8"),
        ("model_len", ">i4"),
        ("model", f"S{len(model)}"),
    ]
    fields += [("vector_len", ">i4"), ("size", ">i2"), ("unused", ">i2"), ("vector", ">f2", (size,))]
    fields += [("words_len", ">i4"), ("at_len", ">i4"), ("at", ">i8")]
    rows = np.zeros(len(vectors), dtype=np.dtype(fields))  # words_hash is empty; `at` 0 is the first day of 2000
    rows["fields"], rows["id_len"], rows["at_len"] = 5, 8, 8
    rows["id"] = np.arange(first, first + len(vectors))
    rows["model_len"], rows["model"] = len(model), model
    rows["vector_len"], rows["size"], rows["vector"] = 4 + 2 * size, size, vectors
    return rows.tobytes()
