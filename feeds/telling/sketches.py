"""What articles say, for the rule of stories: read from their rows once, then remembered by this process."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.db.models import BinaryField, F, Func
from django.db.models.functions import Left

from feeds.models import Article
from feeds.stories import WORDS_READ, Frequencies, Sketch, Vector, breadth, opening, words_of

START = 8 * WORDS_READ  # characters of a text; the rule reads so many words, of six letters and a space
LEARNT = 5_000  # articles from which a process learns how common words are, before it goes on counting
FORGOTTEN = 100_000  # articles, after which it learns anew: new names come for ever, and memory ends
# Articles remembered, 2 KB each and 100 bytes a word: those near to new ones are mostly new themselves. A European one
# has 46 words. A Chinese one has 650, as every two of its signs are a word: 1.3 GB a process if only articles counted.
REMEMBERED, WORDS_REMEMBERED = 20_000, 1_000_000
_HEAD = 4  # bytes before the numbers of a vector that PostgreSQL sends


class Said(NamedTuple):
    """How often each word stands in an article, how much it says, its vector."""

    words: dict[str, int]
    breadth: float
    vector: Vector


class Reader:
    """The articles that this process has read last, by the words that their vectors were made of."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, Said] = OrderedDict()
        self._held = 0  # words of them all
        self.frequencies = _frequencies()

    def read(self, words_hashes: Sequence[tuple[int, str]]) -> dict[int, Said]:
        """What these articles say, given with the hashes of their words. One query for those not known yet, or none."""
        known = {pk: self._said[words] for pk, words in words_hashes if words in self._said}
        strange = {pk: words for pk, words in words_hashes if pk not in known}
        if strange:
            read = _read(list(strange))
            for pk, said in read.items():
                self._remember(strange[pk], said)
            known |= read
        for _pk, words in words_hashes:
            if words in self._said:
                self._said.move_to_end(words)
        while len(self._said) > REMEMBERED or self._held > WORDS_REMEMBERED:
            _words, forgotten = self._said.popitem(last=False)
            self._held -= len(forgotten.words)
        return known

    def _remember(self, words: str, said: Said) -> None:
        if words and words not in self._said:
            self._said[words] = said
            self._held += len(said.words)

    def sketch(self, said: Said) -> Sketch:
        """The same, its words weighed by how common they are by now."""
        return Sketch(said.vector, self.frequencies.weigh(said.words), said.breadth)


def reader() -> Reader:
    """That of this process; made anew after a while."""
    if _reader(settings.EMBEDDING_MODEL).frequencies.articles > FORGOTTEN:
        _reader.cache_clear()
    return _reader(settings.EMBEDDING_MODEL)


@lru_cache(maxsize=1)
def _reader(_model: str) -> Reader:
    return Reader()


def _read(article_ids: Sequence[int]) -> dict[int, Said]:
    vector = Func(F("embeddings__vector"), function="halfvec_send", output_field=BinaryField())
    rows = Article.objects.filter(pk__in=article_ids, embeddings__model=settings.EMBEDDING_MODEL).annotate(
        start=Left("text", START), sent=vector
    )
    return {
        pk: _said(title, opening(summary, start), bytes(sent))
        for pk, title, summary, start, sent in rows.values_list("pk", "title", "summary", "start", "sent")
    }


def _said(title: str, text: str, sent: bytes) -> Said:
    vector = np.frombuffer(sent, dtype=">f2", offset=_HEAD).astype(np.float32)
    return Said(words_of(title, text), breadth(title, text), vector)


def _frequencies() -> Frequencies:
    """How common words are, learnt from the newest articles."""
    frequencies = Frequencies()
    newest = Article.objects.newest().annotate(start=Left("text", START)).values_list("title", "summary", "start")
    for title, summary, start in newest[:LEARNT]:
        frequencies.see(words_of(title, opening(summary, start)))
    return frequencies
