"""Learn what doubt sounds like, and what is said under false rumours: logistic regressions over hashed n-grams."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderation.remarks import SLOTS, WORD_SLOTS, counted
from moderation.stance import has_word_of_doubt, talk
from moderation.training.blend import folds
from moderation.training.discussions import read_discussions
from moderation.training.fit import even
from moderation.training.hearing import doubt_figures, thread_figures
from moderation.training.matrix import BATCH
from moderation.weights.stance import Ear, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEWEST = 2  # texts that a gram has to be in: one alone tells of its thread
_C_DOUBT, _C_THREAD = 0.5, 1.0  # of .25, .5, 1 and .3, 1, 3: the AUROCs are within .003
SEEDS = (1, 2, 3, 4, 5)  # divisions of the threads into folds: one alone scatters by .008 AUROC
_STEEPEST = 1e3  # C of Platt's regression: as good as unregularised


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be told from the n-grams of one or two kinds of text, and from `words`, a column of 0 and 1."""

    blocks: tuple[Any, ...]  # CSR matrices of SLOTS columns
    words: "NDArray[np.float64]"
    labels: "NDArray[np.bool_]"
    groups: "NDArray[np.str_]"  # what belongs together is never on both sides
    c: float

    def __getitem__(self, some: "NDArray[np.bool_]") -> "Question":
        blocks = tuple(block[some] for block in self.blocks)
        return replace(self, blocks=blocks, words=self.words[some], labels=self.labels[some], groups=self.groups[some])


@dataclass(frozen=True, slots=True)
class Answer:
    """Log-odds = what each ear hears + words x `word` + offset."""

    ears: tuple[Ear, ...]
    word: float
    offset: float

    def logits(self, asked: Question) -> "NDArray[np.float64]":
        """The log-odds of each row."""
        import numpy as np

        heard = np.asarray(self.offset + self.word * asked.words)
        for ear, block in zip(self.ears, asked.blocks, strict=True):
            some = block.tocoo()
            heard += ear.heard(some.row.astype(np.int64), some.col.astype(np.int64), some.data, block.shape[0])
        return heard

    def steeper(self, slope: float, shift: float) -> "Answer":
        """The same order, by other log-odds."""
        ears = tuple(replace(ear, grams=ear.grams * ear.grams.dtype.type(slope)) for ear in self.ears)
        return Answer(ears, self.word * slope, self.offset * slope + shift)


def listen(paths: Sequence[Path], *, seed: int) -> tuple[Stance, dict[str, Any]]:
    """The weights and their report. The same files and seed give the same weights. Raises DatasetError."""
    import numpy as np

    data = read_discussions(paths)
    has_word = has_word_of_doubt(data.remarks)
    doubt = Question((rows_of(data.remarks),), has_word, data.doubts, data.thread_of, _C_DOUBT)
    texts, talks = rows_of(data.texts), rows_of([talk(some) for some in data.talks])
    thread = Question((texts, talks), np.zeros(len(data.false)), data.false, data.groups, _C_THREAD)
    kinds = {"text_and_comments": thread, "text": replace(thread, blocks=(texts,))}
    unseen = logits_unseen(doubt, seed=seed)
    unseen_threads = {name: [logits_unseen(one, seed=at) for at in SEEDS] for name, one in kinds.items()}
    # the share of doubting comments is a share of all; threads are stated at even odds
    of_doubt = learn(doubt).steeper(*_platt(unseen, data.doubts, np.ones(len(unseen))))
    weight = even(data.false, np.full(len(data.false), ""))
    of_thread = learn(thread).steeper(*_platt(unseen_threads["text_and_comments"][0], data.false, weight))
    (remark,), (text, said) = of_doubt.ears, of_thread.ears
    stance = Stance("", remark, of_doubt.word, of_doubt.offset, text, said, of_thread.offset)
    stance = replace(stance, name=f"stance-{_digest(stance)[:8]}")
    return stance, {
        "name": stance.name,
        "fingerprint": data.fingerprint,
        "seed": seed,
        "doubt": doubt_figures(unseen, data, seed=seed),
        "threads": thread_figures(unseen_threads, data, seed=seed),
    }


def rows_of(texts: Sequence[str]) -> Any:
    """A CSR matrix with a row a text, as `remarks.counted` reads it."""
    from scipy import sparse

    parts = [sparse.csr_matrix((0, SLOTS))]
    for start in range(0, len(texts), BATCH):
        some = texts[start : start + BATCH]
        rows, columns, counts = counted(some)
        parts.append(sparse.csr_matrix((counts, (rows, columns)), shape=(len(some), SLOTS)))
    return sparse.vstack(parts).tocsr()


def logits_unseen(asked: Question, *, seed: int) -> "NDArray[np.float64]":
    """The log-odds of each row by what was learnt from other groups (five folds)."""
    import numpy as np

    found = np.zeros(len(asked.labels))
    for test in folds(asked.groups, seed=seed):
        if test.any():
            found[test] = learn(asked[~test]).logits(asked[test])
    return found


def learn(asked: Question) -> Answer:
    """Logistic regression; both labels weigh the same."""
    import numpy as np
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    rarities = [_rarity(block) for block in asked.blocks]
    scaled = [half for block, rarity in zip(asked.blocks, rarities, strict=True) for half in _scaled(block, rarity)]
    rows = sparse.hstack([*scaled, sparse.csr_matrix(asked.words[:, None])]).tocsr()
    fitted = LogisticRegression(C=asked.c, class_weight="balanced", solver="liblinear").fit(rows, asked.labels)
    *by_block, word = np.split(fitted.coef_[0], [SLOTS * (at + 1) for at in range(len(rarities))])
    ears = tuple(
        Ear((weights * rarity).astype(np.float32), rarity.astype(np.float32))
        for weights, rarity in zip(by_block, rarities, strict=True)
    )
    return Answer(ears, float(word[0]), float(fitted.intercept_[0]))


def _rarity(rows: Any) -> "NDArray[np.float64]":
    import numpy as np

    seen = rows.getnnz(axis=0)
    return np.where(seen >= _FEWEST, np.log((1 + rows.shape[0]) / (1 + seen)) + 1, 0.0)


def _scaled(rows: Any, rarity: "NDArray[np.float64]") -> list[Any]:
    """Words and letters, each row of length 1."""
    import numpy as np
    from scipy import sparse

    weighted = (rows @ sparse.diags(rarity)).tocsc()
    halves = [weighted[:, :WORD_SLOTS].tocsr(), weighted[:, WORD_SLOTS:].tocsr()]
    lengths = [np.sqrt(np.asarray(half.multiply(half).sum(axis=1)).ravel()) for half in halves]
    return [sparse.diags(1 / np.maximum(length, 1e-9)) @ half for half, length in zip(halves, lengths, strict=True)]


def _platt(
    unseen: "NDArray[np.float64]", labels: "NDArray[np.bool_]", weight: "NDArray[np.float64]"
) -> tuple[float, float]:
    """Slope and offset under which the log-odds of unseen rows are true."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=_STEEPEST).fit(unseen[:, None], labels, sample_weight=weight)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _digest(stance: Stance) -> str:
    """SHA-256 of what was learnt: the same name is the same model, whatever changed in data or code."""
    digest = hashlib.sha256(f"{stance.lexicon:.4f} {stance.offset:.4f} {stance.thread_offset:.4f}".encode())
    for ear in (stance.remark, stance.text, stance.talk):
        digest.update(ear.grams.round(4).tobytes() + ear.rarity.round(4).tobytes())
    return digest.hexdigest()
