from random import Random

from aggregator.demo.behaviour import Act, Card, Kind, Tastes, acts
from aggregator.demo.people import NAMES, people

TASTES = Tastes({"space": 0.6, "food": 0.3}, curiosity=0.04)
PAGE = [Card(number, topic, 300) for number, topic in enumerate(["space", "sport"] * 10)]


def _many(pages: int = 400) -> list[Act]:
    return [act for seed in range(pages) for act in acts(PAGE, TASTES, Random(seed))]


def _count(done: list[Act], kind: Kind, topic: str) -> int:
    return sum(act.kind is kind and PAGE[act.article_id].topic == topic for act in done)


def test_the_same_dice_give_the_same_acts() -> None:
    assert acts(PAGE, TASTES, Random(7)) == acts(PAGE, TASTES, Random(7))


def test_a_liked_topic_is_opened_far_more_often() -> None:
    done = _many()
    assert _count(done, Kind.PLAY, "space") > 8 * _count(done, Kind.PLAY, "sport")


def test_only_what_is_not_liked_is_hidden() -> None:
    done = _many()
    assert _count(done, Kind.HIDE, "sport") > 0 == _count(done, Kind.HIDE, "space")


def test_nothing_is_done_with_a_card_before_it_is_seen() -> None:
    seen: set[int] = set()
    for act in acts(PAGE, TASTES, Random(3)):
        assert act.kind is Kind.VIEW or act.article_id in seen
        seen.add(act.article_id)


def test_the_top_of_a_page_is_seen_more_than_its_end() -> None:
    views = [act.article_id for act in _many() if act.kind is Kind.VIEW]
    assert views.count(0) == 400 > 2 * views.count(19)


def test_bait_is_opened_more_and_read_less() -> None:
    plain, bait = ([Card(n, "space", 300, is_bait=is_bait) for n in range(20)] for is_bait in (False, True))
    assert TASTES.p_play(bait[0]) > TASTES.p_play(plain[0])
    assert _mean_dwell(bait) < 0.5 * _mean_dwell(plain)


def _mean_dwell(cards: list[Card]) -> float:
    times = [act.value for seed in range(200) for act in acts(cards, TASTES, Random(seed)) if act.kind is Kind.DWELL]
    return sum(times) / len(times)


def test_people_are_the_same_for_the_same_seed_and_like_three_topics() -> None:
    topics = ["world", "space", "food", "sport", "health"]
    crowd = people(topics, seed=1)
    assert crowd == people(topics, seed=1) != people(topics, seed=2)
    assert len(crowd) == len(set(NAMES)) == 40
    assert all(len(person.tastes.topics) == 3 for person in crowd)
