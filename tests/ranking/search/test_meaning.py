"""The vector of what is searched for: made by a worker, kept for the next page, done without when nobody answers."""

from typing import Any

from ranking.search import keep_vector, meaning, vector_of


def test_nobody_waits_again_for_a_worker_that_is_away(cache: Any) -> None:
    assert vector_of("otters") is None
    assert cache.get("meaning-away")
    assert vector_of("beavers") is None


def test_what_the_worker_made_is_there_for_whoever_asks_next(cache: Any) -> None:
    cache.set("meaning-away", value=True)
    keep_vector("otters")
    vector = vector_of("Otters")
    assert vector is not None
    assert len(vector) == 384
    assert cache.get("meaning-away") is None


def test_a_lost_cache_costs_the_meaning_and_not_the_page(settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    assert meaning.vector_of("otters") is None
