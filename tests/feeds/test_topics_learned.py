"""The learned layer on texts of our own."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from feeds.embed import encode
from feeds.topics import FIRST_LEVEL, SECOND_LEVEL, SLUGS, guess, learned, load, untrained
from feeds.topics.fit import fit

pytestmark = pytest.mark.timeout(120)
NEWS = {
    "sport": "The hosts won the water polo final after extra time, and their keeper was carried round the pool.",
    "football": "Haddle Bridge's striker headed the winner in the cup final, his ninth goal of the season.",
    "politics": "The interior minister lost the vote in parliament by three after members of her party stayed away.",
    "markets": "Shares fell and the krone lost one percent after traders doubted that rates would be cut.",
    "food": "Roast the carrots with honey and cumin, then stir the yoghurt through and serve with flat bread.",
    "books": "The poet's only novel, found in a drawer, comes out in spring with a foreword by his daughter.",
}


def axes(count: int = len(SLUGS)) -> list[list[float]]:
    return np.eye(count).tolist()


@pytest.mark.parametrize("slug", NEWS)
def test_the_weights_of_the_code_tell_a_piece_of_news(slug: str) -> None:
    probable = guess(encode([NEWS[slug]]), load())[0]
    level = SECOND_LEVEL if slug in {topic.slug for topic in SECOND_LEVEL} else FIRST_LEVEL
    assert max((topic.slug for topic in level), key=lambda one: probable[one]) == slug


def test_the_first_level_sums_to_one_and_holds_its_parts() -> None:
    probable = guess(encode([NEWS["football"]]), load())[0]
    assert sum(probable[topic.slug] for topic in FIRST_LEVEL) == pytest.approx(1, abs=1e-4)
    assert all(probable[topic.slug] <= probable[topic.parent or ""] for topic in SECOND_LEVEL)


def test_without_texts_to_learn_from_the_nearest_prototype_wins() -> None:
    probable = guess(axes(), untrained(axes(), encoder="a test"))
    assert [max(SECOND_LEVEL, key=lambda one: p[one.slug]).slug for p in probable[14:]] == list(SLUGS[14:])


def test_texts_move_what_the_prototypes_say() -> None:
    swapped = [axes()[1], axes()[0], *axes()[2:]]
    weights = fit(swapped, SLUGS, prototypes=axes(), encoder="a test")
    assert guess(swapped[:1], weights)[0]["world"] > 0.5


def test_a_strong_pull_keeps_the_prototypes() -> None:
    weights = fit(axes()[:1], ["sport"], prototypes=axes(), encoder="a test", pull=1e3)
    assert np.allclose(weights.rows, untrained(axes(), encoder="a test").rows, atol=0.01)


def test_a_text_known_by_its_first_level_may_be_any_part() -> None:
    tennis = axes()[SLUGS.index("tennis")]
    loosely = fit([tennis] * 4, ["sport"] * 4, prototypes=axes(), encoder="a test", wholly=[False] * 4)
    strictly = fit([tennis] * 4, ["sport"] * 4, prototypes=axes(), encoder="a test")
    assert guess([tennis], loosely)[0]["tennis"] > 0.9 > guess([tennis], strictly)[0]["tennis"]


def test_saved_weights_say_the_same(tmp_path: Path) -> None:
    weights = untrained(axes(), encoder="a test")
    learned.save(weights, tmp_path / "topics.npz")
    kept = learned.load.__wrapped__(tmp_path / "topics.npz")
    assert kept.encoder == "a test"
    for one, other in pairwise([guess(axes(), weights), guess(axes(), kept)]):
        assert one[0]["world"] == pytest.approx(other[0]["world"], abs=1e-3)


def test_weights_of_another_list_of_topics_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", slugs=np.array(["alchemy"]), encoder=np.array("a test"))
    with pytest.raises(ValueError, match="train_topics --publish"):
        learned.load.__wrapped__(tmp_path / "old.npz")


def test_nothing_to_guess_is_nothing() -> None:
    assert guess([], load()) == []
