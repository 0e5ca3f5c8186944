"""What a site's own decisions taught: a small judge of its own, and whose word is worth what there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lesson:
    """Log-odds = worth . (shipped judge, memory, own judge) + offset; own judge = tone . `tone` + vector . `vector`.

    `encoder` names the model of the vectors; it is empty where the own judge reads the tone alone.
    """

    encoder: str
    tone: "NDArray[np.float32]"
    vector: "NDArray[np.float32]"
    worth: tuple[float, float, float]
    offset: float

    def logits(
        self,
        shipped: "NDArray[np.float64]",
        lean: "NDArray[np.float64]",
        tone: "NDArray[np.float32]",
        vector: Sequence[float],
    ) -> "NDArray[np.float64]":
        """The log-odds of each row of `tone`, all of the article whose vector this is."""
        import numpy as np

        own = tone @ self.tone + float(np.asarray(vector[: len(self.vector)], dtype=np.float64) @ self.vector)
        return np.asarray(self.worth[0] * shipped + self.worth[1] * lean + self.worth[2] * own + self.offset)
