"""The memory of claims: what was checked before is recognised in other words, and no words are kept."""

import numpy as np
import pytest

from moderation.grams import grams
from moderation.memory import Memory
from moderation.training.matrix import matrix
from moderation.training.remember import recall, remember

SOUND = ("The ministry reported new patients on Monday", "A trial of the vaccine begins in autumn")
DUBIOUS = ("Garlic water cures the virus in one night", "Masts in the valley spread the plague")


def memory() -> Memory:
    labels = np.array([False] * len(SOUND) + [True] * len(DUBIOUS))
    return remember(matrix([*SOUND, *DUBIOUS]).grams, labels, np.ones(len(labels)))


def asked(text: str) -> tuple[float, float]:
    """Where it leans, and the likeness of the nearest claim."""
    lean, nearest = memory().recalled(*grams([text]), 1)
    return float(lean[0]), float(nearest[0])


def test_a_claim_met_again_is_recognised() -> None:
    lean, nearest = asked(DUBIOUS[0])
    assert lean > 0.9
    assert nearest > 0.99


def test_a_claim_in_other_words_still_leans() -> None:
    lean, nearest = asked("Doctors say the virus is cured by water with garlic")
    assert lean > 0.1
    assert 0.2 < nearest < 1


def test_a_sound_claim_leans_the_other_way() -> None:
    assert asked("On Monday the ministry reported patients")[0] < -0.5


def test_of_something_new_the_memory_says_nothing() -> None:
    assert asked("Striker signs for three years") == (0, 0)


def test_a_text_without_a_word_is_no_claim() -> None:
    assert asked("...") == (0, 0)


def test_a_row_of_training_and_a_text_are_read_alike() -> None:
    known, text = memory(), DUBIOUS[1]
    assert recall(known, matrix([text]).grams)[0][0] == known.recalled(*grams([text]), 1)[0][0]


def test_the_order_of_words_hardly_matters() -> None:
    assert asked("cures garlic water")[1] == asked("water garlic cures")[1]


def test_a_text_is_recalled_alike_alone_and_among_others() -> None:
    texts = [*SOUND, *DUBIOUS, "Striker signs for three years"]
    _lean, nearest = memory().recalled(*grams(texts), len(texts))
    assert nearest.tolist() == pytest.approx([asked(text)[1] for text in texts])


def test_every_gram_of_a_text_is_named_once_in_order() -> None:
    rows, slots = grams(["garlic garlic garlic", "", "garlic"])
    named = list(zip(rows.tolist(), slots.tolist(), strict=True))
    assert named == sorted(set(named))
