import pytest

from feeds.parse import parse
from tests.feeds.documents import item, rss


def guids(*items: str) -> list[str]:
    return [entry.guid for entry in parse(rss(*items)).entries]


def test_an_entry_without_a_guid_goes_by_its_link() -> None:
    assert guids(item()) == ["https://bread.example/rye"]


def test_an_entry_without_a_link_goes_by_what_it_says_and_when() -> None:
    first = "<item><title>Rye</title><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item>"
    second = "<item><title>Rye</title><pubDate>Sat, 21 Nov 2026 12:00:00 GMT</pubDate></item>"
    found = guids(first, second)
    assert len(set(found)) == 2
    assert found == guids(first, second)
    assert all(guid.startswith("hash:") for guid in found)


def test_a_guid_of_10_kb_becomes_a_short_one() -> None:
    long = "x" * 10_000
    first, second = guids(item(more=f"<guid>{long}1</guid>"), item("b", more=f"<guid>{long}2</guid>"))
    assert first != second
    assert len(first) < 100


def test_no_entry_is_lost_to_a_guid_that_all_share() -> None:
    items = [item(f"Title {n}", link=f"https://bread.example/{n}", more="<guid>same</guid>") for n in range(5)]
    assert len(set(guids(*items))) == 5


def test_the_same_entry_twice_is_there_once() -> None:
    assert len(guids(item(), item())) == 1


def test_an_empty_entry_is_none() -> None:
    assert guids("<item></item>", item()) == ["https://bread.example/rye"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newest_500_are_kept(newest_first: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    days = [
        f"2026-{month:02}-{day:02}T{hour:02}:00:00Z"
        for month in range(1, 11)
        for day in range(1, 13)
        for hour in range(5)
    ]
    days.sort(reverse=newest_first)
    items = [item(day, link=f"https://bread.example/{day}", more=f"<pubDate>{day}</pubDate>") for day in days]
    feed = parse(rss(*items))
    assert len(days) == 600
    assert [entry.title for entry in feed.entries] == [day for day in days if day in sorted(days)[-500:]]
    assert feed.warnings == ("only the newest 500 of 600 entries are kept",)
