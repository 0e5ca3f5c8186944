"""Three judges of a claim, and how much each one's word is worth: n-grams, tone, and the memory of claims.

The worth is learnt on claims of sets that the judges had not seen: that is where they will be asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moderation.memory import Memory
from moderation.training.fit import even, fit, told
from moderation.training.matrix import Matrix
from moderation.training.remember import recall, remember
from moderation.weights import Head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Claims:
    """What is learnt from: the rows, their labels, the set and the group of near-copies of each, how sure the label."""

    rows: Matrix
    labels: "NDArray[np.bool_]"
    sets: "NDArray[np.str_]"
    groups: "NDArray[np.str_]"
    surety: "NDArray[np.float64]"

    def __getitem__(self, some: "NDArray[np.bool_]") -> "Claims":
        return Claims(self.rows[some], self.labels[some], self.sets[some], self.groups[some], self.surety[some])

    @property
    def names(self) -> list[str]:
        """The sets, sorted."""
        return sorted(set(self.sets.tolist()))

    def weight(self) -> "NDArray[np.float64]":
        """Each set and label the same, and a half-true claim less than a plain one."""
        return even(self.labels, self.sets) * self.surety


@dataclass(frozen=True, slots=True)
class Judges:
    """What was learnt of some claims, before it is known whose word is worth what."""

    head: Head
    memory: Memory

    def parts(self, rows: Matrix) -> "NDArray[np.float64]":
        """A column a judge, and a fourth with the likeness of the nearest claim."""
        import numpy as np

        lean, nearest = recall(self.memory, rows.grams)
        return np.column_stack([*told(self.head, rows), lean, nearest])


def learn(claims: Claims) -> Judges:
    """The judges, from all of these claims."""
    weight = claims.weight()
    head = fit(claims.rows, claims.labels, claims.sets, weight)
    return Judges(head, remember(claims.rows.grams, claims.labels, weight))


def unseen_parts(claims: Claims, *, seed: int) -> "NDArray[np.float64]":
    """What the judges say of each claim when they saw neither it nor its set; of one set alone, nor its near-copies."""
    import numpy as np

    found = np.zeros((len(claims.labels), 4))
    by_set = [claims.sets == name for name in claims.names]
    for test in by_set if len(by_set) > 1 else folds(claims.groups, seed=seed):
        if test.any():
            found[test] = learn(claims[~test]).parts(claims.rows[test])
    return found


@dataclass(frozen=True, slots=True)
class Blend:
    """Log-odds = parts x worth + offset."""

    worth: "NDArray[np.float64]"
    offset: float

    def logits(self, parts: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """The log-odds at even odds of dubious and sound."""
        import numpy as np

        return np.asarray(parts[:, :3] @ self.worth + self.offset)


def blend(parts: "NDArray[np.float64]", claims: Claims) -> Blend:
    """Logistic regression over the three judges: it is Platt's scaling at the same time."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    spread = np.maximum(parts[:, :3].std(axis=0), 1e-9)
    fitted = LogisticRegression(max_iter=1000).fit(
        parts[:, :3] / spread, claims.labels, sample_weight=even(claims.labels, claims.sets)
    )
    return Blend(fitted.coef_[0] / spread, float(fitted.intercept_[0]))


def joined(judges: Judges, blended: Blend) -> tuple[Head, Memory]:
    """The judges as the two things that are stored and read."""
    head, (grams, tone, memory) = judges.head, (float(worth) for worth in blended.worth)
    return (
        replace(
            head, features=head.features * tone, scale=head.scale * grams, offset=head.offset * tone + blended.offset
        ),
        replace(judges.memory, share=memory),
    )


def folds(groups: "NDArray[np.str_]", *, seed: int) -> Iterator["NDArray[np.bool_]"]:
    """The test rows of each of five folds; rows of one group stay together."""
    import numpy as np

    names = np.unique(groups)
    fold = np.random.default_rng(seed).integers(0, _FOLDS, len(names))
    of_row = fold[np.searchsorted(names, groups)]
    for one in range(_FOLDS):
        yield of_row == one
