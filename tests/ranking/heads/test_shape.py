"""The matrix of the heads: names on the outside, so that features may be added; what a page leaves out."""

import numpy as np
import pytest

from ranking import params
from ranking.heads import shape
from ranking.heads.curves import Heads


def test_rows_of_an_older_page_lack_zeros_at_their_end() -> None:
    rows = shape.padded([(1.0, 2.0), tuple(range(shape.BIAS + 3))])
    assert rows.shape == (2, shape.BIAS)
    assert rows[0].tolist() == [1.0, 2.0, *[0.0] * (shape.BIAS - 2)]


def test_words_bring_back_the_same_heads() -> None:
    heads, slots = shape.to_words(shape.prior())
    np.testing.assert_allclose(shape.from_words(heads, slots), shape.prior())


def test_heads_of_before_a_feature_was_added_count_it_as_nothing() -> None:
    heads, _ = shape.to_words(shape.prior())
    older = {name: {key: it for key, it in head.items() if key != "author_today"} for name, head in heads.items()}
    np.testing.assert_allclose(shape.from_words(older), shape.prior())


@pytest.mark.parametrize("broken", [{}, {"p_play": {}}, {name: {"bias": float("nan")} for name in shape.NAMES}])
def test_broken_heads_are_refused(broken: dict[str, dict[str, float]]) -> None:
    with pytest.raises((KeyError, ValueError)):
        shape.from_words(broken)


def test_values_that_cannot_be_are_bounded() -> None:
    rows = shape.padded([[float("nan"), float("inf"), -1e300]])
    assert np.isfinite(rows).all()
    assert np.abs(rows).max() <= shape.FEATURE_MOST


def test_a_long_piece_is_read_longer_but_a_page_does_not_count_it() -> None:
    row = {"dwell_ratio": 1.0}
    short, long = (tuple({**row, "length": it}.get(name, 0.0) for name in params.FEATURES) for it in (0.0, 2.303))
    seen, page = Heads().observed([short, long])[:, shape.PLAYTIME], Heads().as_served([short, long])[:, shape.PLAYTIME]
    assert seen[1] / seen[0] == pytest.approx(2.0, abs=0.05)
    assert page[1] == pytest.approx(page[0])
