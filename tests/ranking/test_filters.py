"""What may not be on a page, each with its reason, and what comes back when too little is left."""

from ranking.candidates import Candidates
from ranking.filters import filters
from ranking.types import Candidate, Memory, Taste, Visit
from tests.ranking import build

VISIT = Visit(1, "", build.NOW)


def kept(candidates: list[Candidate], memory: Memory, *, size: int = 2, taste: Taste | None = None) -> list[int]:
    given = Candidates.of(candidates)
    found, dropped = filters(given, visit=VISIT, taste=taste or Taste(), memory=memory, size=size)
    assert sorted([*found.ids.tolist(), *dropped]) == sorted(given.ids.tolist())
    assert all(dropped.values())
    ids: list[int] = found.ids.tolist()
    return ids


def test_hidden_articles_and_their_stories_never_come_back() -> None:
    candidates = [build.candidate(1), build.candidate(2, story=7), build.candidate(3, story=7)]
    memory = Memory(hidden=frozenset({1, 2}), hidden_stories=frozenset({7}))
    assert kept(candidates, memory, size=20) == []


def test_what_was_served_a_moment_ago_waits_while_there_is_something_else() -> None:
    candidates = [build.candidate(n) for n in range(1, 5)]
    assert kept(candidates, Memory(served=frozenset({1, 2}))) == [3, 4]


def test_a_short_page_takes_back_the_served_before_the_old_and_the_seen() -> None:
    candidates = [build.candidate(1), build.candidate(2, hours=200), build.candidate(3), build.candidate(4)]
    memory = Memory(served=frozenset({3}), seen=frozenset({4}))
    assert kept(candidates, memory, size=2) == [1, 3]
    assert kept(candidates, memory, size=3) == [1, 3, 2]
    assert kept(candidates, memory, size=4) == [1, 3, 2, 4]


def test_an_opened_article_comes_back_only_to_an_empty_page() -> None:
    assert kept([build.candidate(1), build.candidate(2)], Memory(opened=frozenset({1})), size=20) == [2]
    assert kept([build.candidate(1)], Memory(opened=frozenset({1})), size=20) == [1]


def test_earlier_pages_of_the_visit_are_never_repeated() -> None:
    assert kept([build.candidate(1)], Memory(visit=frozenset({1})), size=20) == []


def test_of_a_story_the_first_report_stays() -> None:
    candidates = [build.candidate(1, story=7, hours=1), build.candidate(2, story=7, hours=5)]
    assert kept(candidates, Memory()) == [2]


def test_of_a_story_a_followed_feed_stays() -> None:
    candidates = [build.candidate(1, story=7, feed=4, followed=3, hours=1), build.candidate(2, story=7, hours=5)]
    assert kept(candidates, Memory(), taste=Taste(followed_feeds=frozenset({3}))) == [1]
