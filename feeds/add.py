"""Add a feed that nobody has looked at yet: no network, the next sweep fetches it."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from feeds.clean import canonical_url
from feeds.models import Feed, Topic
from feeds.platforms import platform_feed
from feeds.topics import first_level, topic_of


class AddressError(Exception):
    """Nothing at this address could be a feed; the message says what to do."""


def feed_address(text: str) -> str:
    """What a person pasted as a canonical http address: `feed:` and a missing https:// are put right,
    and a channel, forum or project of a well-known platform becomes the address of its feed. Raises AddressError.
    """
    address = re.sub(r"^feed:(//)?(?=https?://)", "", text.strip(), flags=re.IGNORECASE)
    address = re.sub(r"^feeds?:(//)?", "https://", address, flags=re.IGNORECASE)
    if "://" not in address:
        address = f"https://{address}"
    found = canonical_url(address)
    if not found or any(letter.isspace() for letter in address):
        raise AddressError(
            _("“%(text)s” is not an address. Paste one such as https://example.org/") % {"text": text[:200]}
        )
    return canonical_url(platform_feed(found)) or found


def add_unverified(
    url: str, *, title: str = "", topic: str | None = None, now: datetime, added_by_id: int | None = None
) -> tuple[Feed, bool]:
    """The feed at this address, due now, and whether it is new. `topic` names a
    topic in whatever words. Raises AddressError.

    If the address turns out to be a page that names its feed, the first crawl moves to that (see ingest).
    """
    named = topic_of((topic or "",))
    usual = Topic.objects.filter(slug=first_level(named)).first() if named else None
    return Feed.objects.get_or_create(
        url=feed_address(url),
        defaults={"title": title[:300], "topic": usual, "next_fetch_at": now, "added_by_id": added_by_id},
    )
