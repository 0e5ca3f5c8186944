"""What a site's own decisions taught: a small judge of its own, and whose word is worth what there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of the kernel exp(NEARNESS (cosine - 1)): with 5 recall after 1,000 decisions is .015 lower (three draws).
NEARNESS = 2.0
_TONE = 0.3  # how long the tone is beside a vector of length 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """Log-odds = worth . (shipped judge, memory, own judge) + offset.

    The own judge of articles with vectors is kernel(place, landmarks) . `pull`: a landmark is the place of a decided
    article. The one of articles without is tone . `tone`; `encoder` is empty there, else it names the vectors' model.
    """

    encoder: str
    tone: "NDArray[np.float32]"
    landmarks: "NDArray[np.float32]"
    pull: "NDArray[np.float32]"
    worth: tuple[float, float, float]
    offset: float

    def own(self, tone: "NDArray[np.float32]", vectors: "NDArray[np.float32]") -> "NDArray[np.float64]":
        """What the own judge says of each row of `tone`; there is a vector for each, or one for all."""
        import numpy as np

        if not self.encoder:
            return np.asarray(tone @ self.tone, dtype=np.float64)
        return np.asarray(kernel(places(tone, vectors), self.landmarks) @ self.pull)

    def logits(
        self,
        shipped: "NDArray[np.float64]",
        lean: "NDArray[np.float64]",
        tone: "NDArray[np.float32]",
        vector: Sequence[float],
    ) -> "NDArray[np.float64]":
        """The log-odds of each row of `tone`, all of the article whose vector this is."""
        import numpy as np

        own = self.own(tone, np.asarray(vector, dtype=np.float32)[None, :])
        return np.asarray(self.worth[0] * shipped + self.worth[1] * lean + self.worth[2] * own + self.offset)


def places(tone: "NDArray[np.float32]", vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Where texts lie by what they say (their vector) and how (their tone): directions of length 1, one a row."""
    import numpy as np

    where = np.broadcast_to(_unit(vectors), (len(tone), vectors.shape[1]))
    return _unit(np.column_stack([where, _TONE * tone]))


def kernel(some: "NDArray[np.float32]", landmarks: "NDArray[np.float32]") -> "NDArray[np.float64]":
    """How near each place lies to each landmark: 1 for the same direction, exp(-NEARNESS) for a right angle."""
    import numpy as np

    return np.asarray(np.exp(NEARNESS * (some.astype(np.float64) @ _unit(landmarks).T - 1)))


def _unit(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)
