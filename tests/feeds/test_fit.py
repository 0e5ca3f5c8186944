from datetime import UTC, datetime, timedelta

import pytest

from feeds.fit import GUID_LENGTH, MEDIA_AN_ENTRY, TEXT_LENGTH, fit
from feeds.types import Entry, MediaLink
from tests.make import NOW


def test_an_entry_without_a_date_has_none() -> None:
    assert fit(Entry(guid="a", title="A"), now=NOW).published_at is None


@pytest.mark.parametrize(
    "at", [NOW + timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_a_date_that_cannot_be_is_none(at: datetime) -> None:
    fitted = fit(Entry(guid="a", title="A", published_at=at, updated_at=at), now=NOW)
    assert (fitted.published_at, fitted.updated_at) == (None, None)


def test_a_date_without_a_zone_is_in_utc() -> None:
    naive = datetime(2026, 11, 1, 8, 0)  # noqa: DTZ001 -- as a careless parser makes it
    assert fit(Entry(guid="a", title="A", published_at=naive), now=NOW).published_at == naive.replace(tzinfo=UTC)


def test_an_entry_that_was_only_updated_is_dated_by_that() -> None:
    at = NOW - timedelta(days=2)
    assert fit(Entry(guid="a", title="A", updated_at=at), now=NOW).published_at == at


def test_a_guid_longer_than_its_column_is_hashed() -> None:
    guids = {fit(Entry(guid="x" * 600 + end, title="A"), now=NOW).guid for end in "ab"}
    assert len(guids) == 2
    assert all(len(guid) <= GUID_LENGTH for guid in guids)


def test_an_entry_without_a_guid_is_known_by_its_link() -> None:
    assert fit(Entry(guid=" ", title="A", link="https://a.example/1"), now=NOW).guid == "https://a.example/1"


def test_an_entry_with_nothing_but_words_is_known_by_them() -> None:
    one, other = (fit(Entry(guid="", title=title), now=NOW).guid for title in ("A", "B"))
    assert one != other


def test_what_postgresql_cannot_hold_is_taken_out() -> None:
    entry = fit(Entry(guid="a\x00b", title="A\x00\ud800", text="t\x00", content_html="<p>\x00</p>"), now=NOW)
    assert (entry.guid, entry.title, entry.text, entry.content_html) == ("ab", "A", "t", "<p></p>")


def test_a_text_longer_than_a_search_vector_is_cut() -> None:
    assert len(fit(Entry(guid="a", title="A", text="ß" * 10**6), now=NOW).text) == TEXT_LENGTH


def test_an_entry_never_lacks_a_title() -> None:
    assert fit(Entry(guid="a", title=""), now=NOW).title


def test_media_are_named_once_and_not_without_end() -> None:
    links = tuple(MediaLink(f"https://a.example/{n}.jpg") for n in range(50)) * 2
    assert len(fit(Entry(guid="a", title="A", media=links), now=NOW).media) == MEDIA_AN_ENTRY
