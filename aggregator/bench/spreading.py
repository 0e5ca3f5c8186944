"""How soon an act counts: on the next page of who did it, and for everybody else in another process."""

import time
from typing import Any

from aggregator.bench.site import Site
from feeds.management.answer import WorkFailedError

GOAL_S = 1.0  # until others see it
WAIT_S = 10.0  # for the other process to know


def spread(running: Site, reader: int) -> dict[str, Any]:
    """An opening in one process: whether the next page, made by the other, knows it, and when the others' pages do.

    Raises WorkFailedError.
    """
    impression, article = running.ask({"served_to": reader})["cards"][0]
    before = running.ask({"views_of": article}, process=1)["views"]
    running.ask({"opens": [reader, impression, article]})
    running.ask({"beacons": [(reader, [{"kind": "view", "i": impression}])]})
    began = time.perf_counter()
    if not running.ask({"knows": [reader, article]}, process=1)["knows"]:
        raise WorkFailedError("An event is not on the reader's next page.")
    while running.ask({"views_of": article}, process=1)["views"] <= before:
        if time.perf_counter() - began > WAIT_S:
            raise WorkFailedError("An event did not reach the other process.")
        time.sleep(0.01)  # looking costs a query now and then
    return {"on_next_page": True, "popular_after_s": round(time.perf_counter() - began, 2)}
