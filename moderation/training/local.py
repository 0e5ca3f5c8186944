"""Learn from a site's own decisions, on top of what ships: no set is needed, and it takes seconds."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moderation.lesson import Lesson, kernel, places
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
_C = 4.0  # of the own judge: with 1 recall after 1,000 decisions is .011 lower (three draws)
_C_TONE = 1.0  # of an own judge of tone alone
_ALONE = (0.0, 0.0, 1.0)  # worth of the shipped judge, the memory and the own one, before they are blended
_MOST_LANDMARKS = 2_000  # decisions: the newest; 0.8 MB
_FAINTEST = 1e-6  # eigenvalue beside the greatest: below it there is only rounding


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
    own = lesson.own(asked.rows.tone, asked.vectors)
    return np.asarray(lesson.worth[0] * shipped + lesson.worth[1] * lean + lesson.worth[2] * own + lesson.offset)


def _lesson(base: Weights, decided: Decided, *, seed: int) -> Lesson:
    from sklearn.linear_model import LogisticRegression

    columns = said_out_of_fold(base, decided, seed=seed)
    spread = columns.std(axis=0) + 1e-9
    blended = LogisticRegression(class_weight="balanced", max_iter=1000).fit(columns / spread, decided.labels)
    shipped, memory, own = (float(worth) for worth in blended.coef_[0] / spread)
    judge = _own(decided)
    return replace(judge, worth=(shipped, memory, own), offset=float(blended.intercept_[0]) + own * judge.offset)


def _columns(base: Weights, seen: Decided, asked: Decided) -> "NDArray[np.float64]":
    import numpy as np

    judge = _own(seen)
    own = judge.own(asked.rows.tone, asked.vectors) + judge.offset
    lean, _nearest = recall(_memory(base, seen), asked.rows.grams)
    return np.column_stack([sum(told(base.dubious, asked.rows)), lean, own])


def _memory(base: Weights, decided: Decided) -> Memory:
    import numpy as np

    return extended(base.memory, decided.rows.grams, decided.labels, np.full(len(decided.labels), WEIGHT))


def _own(decided: Decided) -> Lesson:
    """The own judge, with its offset: logistic regression over the kernel to its landmarks, or over the tone alone."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    tone, encoder = decided.rows.tone, decided.encoder
    here = places(tone, decided.vectors) if encoder else tone
    landmarks = here[-_MOST_LANDMARKS:]
    nothing = np.zeros(tone.shape[1], np.float32)
    judge = Lesson(encoder, nothing, landmarks if encoder else landmarks[:0], nothing[:0], _ALONE, 0.0)
    if decided.labels.all() or not decided.labels.any():
        return replace(judge, pull=np.zeros(len(judge.landmarks), np.float32))
    basis = _basis(landmarks) if encoder else np.eye(tone.shape[1])
    features = (kernel(here, landmarks) if encoder else tone) @ basis
    c = _C if encoder else _C_TONE
    fitted = LogisticRegression(C=c, class_weight="balanced", max_iter=500).fit(features, decided.labels)
    weights = (basis @ fitted.coef_[0]).astype(np.float32)
    judge = replace(judge, pull=weights) if encoder else replace(judge, tone=weights)
    return replace(judge, offset=float(fitted.intercept_[0]))


def _basis(landmarks: "NDArray[np.float32]") -> "NDArray[np.float64]":
    """What makes the kernel's columns independent and as long as the distances they tell (Nystroem's features)."""
    import numpy as np

    values, vectors = np.linalg.eigh(kernel(landmarks, landmarks))
    kept = values > _FAINTEST * values.max()
    return np.asarray(vectors[:, kept] / np.sqrt(values[kept]))
