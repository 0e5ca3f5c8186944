"""Each task waits in a queue that a worker serves, and nobody who looks at a page waits behind a sweep."""

from aggregator.ops.queues import QUEUES
from aggregator.sweeps import ROUTES
from aggregator.up.children import Plan, workers


def queues(plan: Plan) -> set[str]:
    words = plan.command
    return set(words[words.index("--queues") + 1].split(",")) if "--queues" in words else set()


def test_every_queue_has_one_worker() -> None:
    served = [queue for plan in workers() for queue in queues(plan)]
    assert sorted(served) == sorted(QUEUES)
    assert {route["queue"] for route in ROUTES.values()} <= set(QUEUES)


def test_what_a_person_waits_for_waits_for_no_sweep() -> None:
    asked = {ROUTES[task]["queue"] for task in ("feeds.crawl_asked", "feeds.pictures_of_texts")}
    sweeps = {ROUTES[task]["queue"] for task in ("feeds.crawl*", "feeds.pictures*")}
    (beside,) = [queues(plan) for plan in workers() if asked <= queues(plan)]
    assert beside.isdisjoint(sweeps)
