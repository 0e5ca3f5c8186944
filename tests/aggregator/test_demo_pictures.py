"""The newsroom's pictures: drawn from the name of the article, so always the same."""

from random import Random

import pytest

from aggregator.demo.articles import publishers
from aggregator.demo.pictures import has_picture, paint
from aggregator.demo.pictures.motifs import MOTIFS, SUITED, WORDS
from aggregator.demo.pictures.palette import PALETTES
from aggregator.demo.pictures.scene import Scene
from feeds.media import derive


def test_about_six_of_ten_articles_have_a_picture() -> None:
    pieces = [piece for publisher in publishers() for piece in publisher.pieces]
    assert 0.55 < sum(has_picture(piece.id, piece.event) for piece in pieces) / len(pieces) < 0.65


def test_a_picture_is_the_same_whenever_it_is_asked_for() -> None:
    first = paint("ferries", publisher="harbour", topic="local")
    paint.cache_clear()
    assert paint("ferries", publisher="harbour", topic="local") == first
    assert paint("another", publisher="harbour", topic="local") != first


def test_a_picture_is_one_that_the_site_takes() -> None:
    found = derive(paint("ferries", publisher="harbour", topic="local"))
    assert (found.width, found.height) == (1344, 896)


@pytest.mark.parametrize("name", MOTIFS)
def test_every_scene_can_be_drawn(name: str) -> None:
    scene = Scene(PALETTES[0], Random(name))
    for part in MOTIFS[name]:
        part(scene)
    grey = scene.image.convert("L").tobytes()
    assert max(grey) - min(grey) > 60


def test_topics_ask_for_scenes_that_exist() -> None:
    asked = {name for names in (*SUITED.values(), *WORDS.values()) for name in names}
    assert asked <= set(MOTIFS)
    assert len(MOTIFS) >= 24
