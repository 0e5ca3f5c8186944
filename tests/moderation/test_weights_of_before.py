"""A version in force that another release learnt: articles are judged by what ships, and do not all wait."""

import json
from pathlib import Path

import numpy as np
import pytest

from moderation.judge import judge
from moderation.params import CAUTION_MODEL
from moderation.types import Evidence
from moderation.weights import SHIPPED, WeightsError, load

SOUND = Evidence("A walk is good", "Doctors advise a walk of half an hour each day to keep the heart well.")


@pytest.fixture
def of_before(tmp_path: Path) -> str:
    with np.load(SHIPPED) as stored:
        arrays = {name: stored[name] for name in stored.files}
    meta = json.loads(str(arrays.pop("meta"))) | {"format": 1}
    file = tmp_path / "of-before.npz"
    np.savez(file, meta=np.array(json.dumps(meta)), **arrays)
    return str(file)


def test_articles_are_judged_by_what_ships(of_before: str) -> None:
    assert judge(SOUND, weights=of_before) == judge(SOUND)
    assert CAUTION_MODEL not in judge(SOUND, weights=of_before)[0].cautions


def test_it_cannot_be_put_in_force_again(of_before: str) -> None:
    with pytest.raises(WeightsError, match="of format 1"):
        load(of_before)


def test_a_broken_one_is_not_replaced_by_what_ships(tmp_path: Path) -> None:
    file = tmp_path / "broken.npz"
    file.write_bytes(b"PK")
    assert CAUTION_MODEL in judge(SOUND, weights=str(file))[0].cautions
