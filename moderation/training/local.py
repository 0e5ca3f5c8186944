"""Learn from a site's own decisions, on top of what ships: no set is needed, and it takes seconds."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moderation.lesson import Lesson
from moderation.memory import Memory
from moderation.training.blend import folds
from moderation.training.fit import told
from moderation.training.matrix import Matrix
from moderation.training.remember import extended, recall
from moderation.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST = 20  # decisions of each kind: below that nothing is learnt
WEIGHT = 8.0  # of a decision beside a claim of the sets (facts/moderation.md, 2)
_C = 1.0  # of the own judge: recall .444, .449 and .445 at .5, 1 and 3 (means of six draws)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decided texts: their rows, what was decided, the group of near-copies, and a vector each (or none at all)."""

    rows: Matrix
    labels: "NDArray[np.bool_]"
    groups: "NDArray[np.str_]"
    vectors: "NDArray[np.float32]"
    encoder: str = ""

    def __getitem__(self, some: "NDArray[np.bool_]") -> "Decided":
        return replace(
            self,
            rows=self.rows[some],
            labels=self.labels[some],
            groups=self.groups[some],
            vectors=self.vectors[some],
        )

    @property
    def is_enough(self) -> bool:
        """There are enough of both kinds to learn from."""
        return min(int(self.labels.sum()), int((~self.labels).sum())) >= FEWEST

    def without_vectors(self) -> "Decided":
        """The same, for articles that have no vector yet."""
        return replace(self, vectors=self.vectors[:, :0], encoder="")


def learn_locally(base: Weights, decided: Decided, *, seed: int) -> Weights:
    """The weights with what the decisions taught: a longer memory, and one lesson with and one without vectors."""
    kinds = [decided, decided.without_vectors()] if decided.encoder else [decided.without_vectors()]
    lessons = tuple(_lesson(base, one, seed=seed) for one in kinds)
    return replace(base, memory=_memory(base, decided), lessons=lessons)


def logits_out_of_fold(base: Weights, decided: Decided, *, seed: int) -> "NDArray[np.float64]":
    """The log-odds of each decision as if it had not been learnt from, but for the three numbers of the blend."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    columns = said_out_of_fold(base, decided, seed=seed)
    spread = columns.std(axis=0) + 1e-9
    blended = LogisticRegression(class_weight="balanced", max_iter=1000).fit(columns / spread, decided.labels)
    return np.asarray(blended.decision_function(columns / spread))


def said_out_of_fold(base: Weights, decided: Decided, *, seed: int) -> "NDArray[np.float64]":
    """Three columns for each decision, by judges that did not see it or a near-copy: shipped, memory, own."""
    import numpy as np

    columns = np.zeros((len(decided.labels), 3))
    for test in folds(decided.groups, seed=seed):
        if test.any() and (~test).any():
            columns[test] = _columns(base, decided[~test], decided[test])
    return columns


def said(weights: Weights, asked: Decided) -> "NDArray[np.float64]":
    """The log-odds of each, read as articles are."""
    import numpy as np

    shipped = np.asarray(sum(told(weights.dubious, asked.rows)))
    lean, _nearest = recall(weights.memory, asked.rows.grams)
    lesson = weights.lesson(asked.encoder)
    if lesson is None:
        return np.asarray(shipped + weights.memory.share * lean)
    own = asked.rows.tone @ lesson.tone + asked.vectors[:, : len(lesson.vector)] @ lesson.vector
    return np.asarray(lesson.worth[0] * shipped + lesson.worth[1] * lean + lesson.worth[2] * own + lesson.offset)


def _lesson(base: Weights, decided: Decided, *, seed: int) -> Lesson:
    from sklearn.linear_model import LogisticRegression

    columns = said_out_of_fold(base, decided, seed=seed)
    spread = columns.std(axis=0) + 1e-9
    blended = LogisticRegression(class_weight="balanced", max_iter=1000).fit(columns / spread, decided.labels)
    shipped, memory, own = (float(worth) for worth in blended.coef_[0] / spread)
    tone, vector, offset = _own(decided)
    return Lesson(decided.encoder, tone, vector, (shipped, memory, own), float(blended.intercept_[0]) + own * offset)


def _columns(base: Weights, seen: Decided, asked: Decided) -> "NDArray[np.float64]":
    import numpy as np

    tone, vector, offset = _own(seen)
    own = asked.rows.tone @ tone + asked.vectors @ vector + offset
    lean, _nearest = recall(_memory(base, seen), asked.rows.grams)
    return np.column_stack([sum(told(base.dubious, asked.rows)), lean, own])


def _memory(base: Weights, decided: Decided) -> Memory:
    import numpy as np

    return extended(base.memory, decided.rows.grams, decided.labels, np.full(len(decided.labels), WEIGHT))


def _own(decided: Decided) -> "tuple[NDArray[np.float32], NDArray[np.float32], float]":
    """The own judge: weights of tone and of the vector, and an offset."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    count = decided.rows.tone.shape[1]
    if decided.labels.all() or not decided.labels.any():
        return np.zeros(count, np.float32), np.zeros(decided.vectors.shape[1], np.float32), 0.0
    features = np.column_stack([decided.rows.tone, decided.vectors])
    fitted = LogisticRegression(C=_C, class_weight="balanced", max_iter=500).fit(features, decided.labels)
    weights = fitted.coef_[0].astype(np.float32)
    return weights[:count], weights[count:], float(fitted.intercept_[0])
