"""Comments in threads."""

from datetime import timedelta

from aggregator.pages.threads import A_PAGE, DEEPEST, Order, Said, Thread, keys, pages, threads
from tests.make import NOW


def said(pk: int, parent: int | None = None, *, likes: int = 0, is_shown: bool = True) -> Said:
    return Said(pk, parent, NOW + timedelta(minutes=pk), likes, is_shown)


def shape(found: list[Thread]) -> list[object]:
    return [(it.said.pk, shape(it.answers)) if it.answers else it.said.pk for it in found]


def test_answers_stand_under_what_they_answer_in_the_order_they_were_given() -> None:
    assert shape(threads([said(4, 1), said(1), said(2), said(3, 1), said(5, 3)])) == [(1, [(3, [5]), 4]), 2]


def test_the_newest_or_the_best_liked_thread_comes_first_on_request() -> None:
    some = [said(1, likes=1), said(2), said(3, likes=5), said(4, 1, likes=9)]
    assert [it.said.pk for it in threads(some, Order.NEWEST)] == [3, 2, 1]
    assert [it.said.pk for it in threads(some, Order.LIKED)] == [3, 1, 2]


def test_a_long_chain_stops_at_the_deepest_step_and_loses_nobody() -> None:
    chain = threads([said(1), *(said(n, n - 1) for n in range(2, 3001))])
    assert chain[0].count == 3000
    assert sorted(keys(chain)) == list(range(1, 3001))
    deepest = chain[0].answers[0].answers[0].answers
    assert {it.depth for it in deepest} == {DEEPEST}
    assert [it.beside for it in deepest[:3]] == [None, 4, 5]


def test_what_is_not_shown_keeps_its_place_only_while_answers_stand_under_it() -> None:
    found = threads([said(1, is_shown=False), said(2, 1), said(3, is_shown=False), said(4, 3, is_shown=False)])
    assert shape(found) == [(1, [2])]
    assert found[0].count == 1


def test_an_answer_to_what_is_gone_begins_a_thread() -> None:
    assert shape(threads([said(2, 1), said(3, 2)])) == [(2, [3])]


def test_pages_are_cut_between_threads_and_lose_none() -> None:
    some = [said(n) for n in range(1, 2 * A_PAGE)]
    long = [said(1000), *(said(n, 1000) for n in range(1001, 1101))]
    cut = pages(threads([*some, *long]))
    assert [sum(it.count for it in page) for page in cut] == [A_PAGE, A_PAGE - 1, 101]
    assert pages([]) == [[]]
