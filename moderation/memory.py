"""What was claimed before: the claims of the training sets as hashed grams, so that a repetition is recognised.

No text is stored. A gram is one of 262,144 numbers, which many grams share, and a claim is the list of its numbers.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a claim counts falls with the fourth power of how alike it is: third to fifth are within .003 AUROC.
# PRIOR is the doubt that is left: one claim of weight 1 convinces by half at a likeness of .38 (.02 ** .25).
PRIOR = 0.02


@dataclass(frozen=True, slots=True)
class Memory:
    """An index from grams to claims.

    The claims of slot `s` are `claims[starts[s]:starts[s + 1]]`. `length` is the norm of a claim's rarities; `worth`
    its weight, above zero if it was found dubious, below if sound. `share` is what the memory counts in the log-odds.
    """

    rarity: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"
    claims: "NDArray[np.uint32]"
    length: "NDArray[np.float32]"
    worth: "NDArray[np.float32]"
    share: float = 1.0

    def recalled(
        self, rows: "NDArray[np.int64]", slots: "NDArray[np.int64]", count: int
    ) -> tuple["NDArray[np.float64]", "NDArray[np.float64]"]:
        """How far what is known leans to dubious (-1 to 1), and the likeness of the nearest claim (0 to 1), for each
        of `count` texts. Slots beyond the index are passed over.
        """
        import numpy as np

        known = slots < len(self.rarity)
        rows, slots = rows[known], slots[known]
        weight = self.rarity[slots].astype(np.float64) ** 2
        norm = np.sqrt(np.bincount(rows, weight, minlength=count))
        start, held = self.starts[slots], self.starts[slots + 1] - self.starts[slots]
        place = np.repeat(start - (np.cumsum(held) - held), held) + np.arange(held.sum())
        claims = self.claims[place]
        # Of four claims one shares a gram with an article, of ten one with a sentence: the rest is left out.
        is_met = np.zeros(len(self.worth), dtype=bool)
        is_met[claims] = True
        met = np.flatnonzero(is_met)
        column = np.cumsum(is_met) - 1
        keys = np.repeat(rows * len(met), held) + column[claims]
        shared = np.bincount(keys, np.repeat(weight, held), minlength=count * len(met))
        alike = shared.reshape(count, len(met)) / (np.maximum(norm, 1e-9)[:, None] * self.length[met])
        nearest = alike.max(axis=1, initial=0.0)
        alike *= alike
        alike *= alike
        worth = self.worth[met].astype(np.float64)
        return (alike @ worth) / (alike @ np.abs(worth) + PRIOR), nearest
