"""LIBRARY: the checked claims in memory, by their words: a sentence finds those it may repeat without asking all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from moderation.references.params import CANDIDATE_AT, CANDIDATES, KNOWN_CLAIMS, LEAST_SHARED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 64  # sentences: with 10,000 claims 5 MB of shares


class Entry(NamedTuple):
    """One checked claim, as a match needs it."""

    reference_id: int
    claim: str
    wording: Sequence[int]
    verdict: str
    is_grave: bool
    said: str  # who rated it how, for a moderator
    site: str = ""  # the host that published it


class Candidate(NamedTuple):
    """A sentence and a claim that share words.

    `words` is the share of the claim's, `back` that of the sentence's; rare words count more.
    """

    sentence: int
    entry: int
    words: float
    back: float


@dataclass(frozen=True, slots=True)
class Library:
    """An index from words to claims. The claims of the word at `keys[k]` are `claims[starts[k]:starts[k + 1]]`."""

    entries: Sequence[Entry]
    keys: "NDArray[np.int64]"
    starts: "NDArray[np.int64]"
    claims: "NDArray[np.int64]"
    rarity: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"  # of each claim: the rarities of its words added up
    unknown: float  # rarity of a word that no claim has

    def rarity_of(self, number: int) -> float:
        """How telling a word is."""
        import numpy as np

        at = int(np.searchsorted(self.keys, number))
        return float(self.rarity[at]) if at < len(self.keys) and self.keys[at] == number else self.unknown

    def candidates(self, sentences: Sequence[Sequence[int]]) -> list[Candidate]:
        """The claims that each sentence, given as distinct numbers, may repeat; the likeliest CANDIDATES of each."""
        found: list[Candidate] = []
        for first in range(0, len(sentences) if self.entries else 0, _AT_ONCE):
            found += self._some(sentences[first : first + _AT_ONCE], first)
        return found

    def _some(self, sentences: Sequence[Sequence[int]], first: int) -> list[Candidate]:
        import numpy as np

        tokens = np.array([number for some in sentences for number in some], dtype=np.int64)
        rows = np.repeat(np.arange(len(sentences)), [len(some) for some in sentences])
        at = np.minimum(np.searchsorted(self.keys, tokens), len(self.keys) - 1)
        is_known = self.keys[at] == tokens if len(tokens) else np.zeros(0, dtype=bool)
        weight = np.where(is_known, self.rarity[at], self.unknown)
        length = np.bincount(rows, weight, minlength=len(sentences))
        at, rows, weight = at[is_known], rows[is_known], weight[is_known]
        held = self.starts[at + 1] - self.starts[at]
        place = np.repeat(self.starts[at] - (np.cumsum(held) - held), held) + np.arange(held.sum())
        pairs = np.repeat(rows * len(self.entries), held) + self.claims[place]
        size = len(sentences) * len(self.entries)
        shared = np.bincount(pairs, np.repeat(weight, held), minlength=size)
        count = np.bincount(pairs, minlength=size)
        likely = np.flatnonzero(
            (count >= LEAST_SHARED) & (shared >= CANDIDATE_AT * np.tile(self.weights, len(sentences)))
        )
        row, entry = likely // len(self.entries), likely % len(self.entries)
        said, back = shared[likely] / self.weights[entry], shared[likely] / length[row]
        order = np.lexsort((entry, -(said + back), row))
        rank = np.arange(len(order)) - np.searchsorted(row[order], row[order])
        return [
            Candidate(first + int(row[k]), int(entry[k]), float(said[k]), float(back[k]))
            for k in order[rank < CANDIDATES]
        ]


def library(entries: Sequence[Entry]) -> Library:
    """The index of these claims; those without words are in it and never found."""
    import numpy as np

    numbers = np.array([number for entry in entries for number in entry.wording], dtype=np.int64)
    of_claim = np.repeat(np.arange(len(entries)), [len(entry.wording) for entry in entries])
    order = np.lexsort((of_claim, numbers))
    keys, begins, held = np.unique(numbers[order], return_index=True, return_counts=True)
    size = max(len(entries), KNOWN_CLAIMS)
    rarity = np.log(size / held)
    weights = np.bincount(of_claim, np.repeat(rarity, held)[np.argsort(order, kind="stable")], minlength=len(entries))
    starts = np.append(begins, len(numbers)).astype(np.int64)
    return Library(
        entries, keys, starts, of_claim[order], rarity, np.maximum(weights, 1e-9), float(np.log(size)) or 1.0
    )
