"""Two orders become one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.search.fuse import fuse

ORDERS = st.lists(st.lists(st.integers(0, 50), unique=True), max_size=4)


@settings(deadline=None)
@given(ORDERS)
def test_nothing_is_lost_and_nothing_comes_twice(orders: list[list[int]]) -> None:
    found = fuse(*orders)
    assert sorted(found) == sorted({one for order in orders for one in order})


@settings(deadline=None)
@given(st.lists(st.integers(), unique=True))
def test_one_order_stays_as_it_is(order: list[int]) -> None:
    assert fuse(order) == fuse(order, []) == order


def test_what_both_have_found_comes_before_the_first_of_one() -> None:
    assert fuse([1, 2, 3], [4, 3, 5]) == [3, 1, 4, 2, 5]
