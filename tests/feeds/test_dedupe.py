from dataclasses import replace
from datetime import datetime, timedelta

from feeds.dedupe import address_of, content_hash, dedupe
from feeds.types import Entry, KnownArticle
from tests.make import NOW

LONG = "The ferry company will build a second quay, so that lorries no longer wait on the coast road. " * 3
ENTRY = Entry(guid="quay", title="A second quay", link="https://harbour.example/quay", text=LONG)


def saved(
    entry: Entry = ENTRY, *, pk: int = 1, guid: str = "", at: datetime = NOW, is_own: bool = True
) -> KnownArticle:
    """The sighting of an article that was saved from `entry`, by this feed or by its owner, another one."""
    return KnownArticle(
        sighting=pk,
        id=pk,
        guid=guid or entry.guid,
        address=address_of(entry.link),
        published_at=entry.published_at or at,
        url=entry.link,
        content_hash=content_hash(entry),
        title=entry.title,
        text=entry.text,
        is_here=is_own,
        is_own=is_own,
    )


def test_an_entry_never_seen_is_new() -> None:
    assert dedupe([ENTRY], []).new == (ENTRY,)


def test_an_entry_with_a_known_guid_is_the_same() -> None:
    changes = dedupe([ENTRY], [saved()])
    assert (changes.new, changes.updated, changes.same) == ((), (), 1)


def test_other_words_under_a_known_guid_are_an_update() -> None:
    edited = ENTRY._replace(title="A second and a third quay")
    assert dedupe([edited], [saved(pk=7)]).updated == ((7, edited),)


def test_words_older_than_the_saved_ones_change_nothing_when_they_were_pushed() -> None:
    row = replace(saved(), dated_at=NOW)
    old = ENTRY._replace(title="A quay", link="https://harbour.example/a-quay", updated_at=NOW - timedelta(hours=1))
    changes = dedupe([old], [row], is_pushed=True)
    assert (changes.updated, changes.moved, changes.sighted, changes.same) == ((), (), (), 1)


def test_pushed_words_of_the_same_moment_are_an_update() -> None:
    edited = ENTRY._replace(title="A second and a third quay", updated_at=NOW)
    assert dedupe([edited], [replace(saved(), dated_at=NOW)], is_pushed=True).updated


def test_what_another_feed_brought_is_seen_here_whatever_its_date() -> None:
    row = replace(saved(is_own=False), dated_at=NOW)
    assert dedupe([ENTRY._replace(published_at=NOW - timedelta(hours=1))], [row], is_pushed=True).sighted


def test_white_space_alone_is_no_update() -> None:
    assert dedupe([ENTRY._replace(text=LONG.replace(" ", "\n "))], [saved()]).same == 1


def test_a_new_guid_at_a_known_address_is_the_same_article() -> None:
    assert dedupe([ENTRY._replace(guid="quay#1")], [saved(guid="quay#0")]).same == 1


def test_an_address_whose_article_is_still_in_the_document_is_shared_by_two() -> None:
    another = ENTRY._replace(guid="quay-2", title="Another quay", text="Short.")
    assert dedupe([ENTRY, another], [saved()]).new == (another,)


def test_the_front_page_is_nobodys_address() -> None:
    episode = Entry(guid="episode-2", title="Episode 2", link="https://radio.example/")
    before = episode._replace(guid="episode-1", title="Episode 1")
    assert dedupe([episode], [saved(before)]).new == (episode,)


def test_the_same_long_words_at_a_new_address_are_the_same_article() -> None:
    moved = ENTRY._replace(guid="new", link="https://harbour.example/2026/quay")
    assert dedupe([moved], [saved()]).same == 1


def test_the_same_few_words_another_day_are_another_article() -> None:
    today = Entry(guid="day-2", title="Open thread", link="https://harbour.example/2", text="Talk here.")
    yesterday = today._replace(guid="day-1", link="https://harbour.example/1")
    assert dedupe([today], [saved(yesterday)]).new == (today,)


def test_an_address_that_another_feed_brought_makes_no_second_article() -> None:
    edited = ENTRY._replace(guid="theirs", title="Our title")
    changes = dedupe([edited], [saved(is_own=False)])
    assert (changes.new, changes.updated) == ((), ())


def test_a_guid_of_another_feed_says_nothing() -> None:
    ours = ENTRY._replace(link="https://bread.example/1", text="Other words.")
    assert dedupe([ours], [saved(is_own=False)]).new == (ours,)


def test_the_same_article_twice_in_a_document_is_saved_once() -> None:
    assert dedupe([ENTRY, ENTRY._replace(guid="again")], []).new == (ENTRY,)


def test_every_entry_is_new_updated_or_same() -> None:
    entries = [ENTRY._replace(guid=str(n), link=f"https://harbour.example/{n % 3}", text=LONG * n) for n in range(9)]
    changes = dedupe(entries, [saved(entries[4]), saved(entries[5]._replace(title="Before"), pk=2)])
    assert len(changes.new) + len(changes.updated) + changes.same == len(entries)


def test_a_picture_that_changed_is_an_update() -> None:
    plain, pictured = (ENTRY._replace(content_html=html) for html in ("<p>Quay</p>", '<p>Quay</p><img src="q.jpg">'))
    assert dedupe([pictured], [saved(plain)]).updated == ((1, pictured),)


def test_the_number_of_an_address_stays_what_the_database_has() -> None:
    number = address_of("https://www.bread.example/news/1?page=2")
    assert number == address_of("http://bread.example/news/1?page=2") == -6_339_129_499_146_201_508
