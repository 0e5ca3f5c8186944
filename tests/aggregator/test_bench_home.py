"""The benchmarks of pages and of events run on a site that they fill, and their figures add up."""

from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command

from aggregator.bench import events, home
from aggregator.bench.filling import made_up
from aggregator.bench.site import site


@pytest.mark.timeout(300)
def test_a_small_site_is_filled_and_measured() -> None:
    with site(600, 4, print) as running:
        pages = home.measured(running, readers=4, pages=3)
        acts = events.measured(running, readers=4)
    assert pages["alone"]["cards"] == 20
    assert pages["stages"]["queries"] <= home.GOAL_QUERIES + 5  # and a look at the window now and then
    assert {"sources", "slate", "templates"} <= set(pages["stages"]["cpu"])
    assert pages["nearest"]["found"] == 1
    assert (acts["events"], acts["counted_twice"]) == (7 * events.BATCH, 0)


def test_made_up_vectors_are_the_same_every_time_and_near_within_a_topic() -> None:
    [(first, vectors)], [(_first, again)] = list(made_up(400, 4)), list(made_up(400, 4))
    assert first == 1
    assert np.array_equal(vectors, again)
    near = vectors @ vectors[0]
    same_topic = np.arange(1, 401) % 4 == 1
    assert near[same_topic].mean() > near[~same_topic].mean() + 0.2


@pytest.mark.parametrize(
    "words",
    [["home", "--articles=3"], ["home", "--pages=0"], ["events", "--readers=1"], ["events", "--articles=1"]],
)
def test_sizes_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("bench", *words, stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 2
