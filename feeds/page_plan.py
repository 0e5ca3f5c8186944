"""Which articles are to have their publisher's page asked for, and how long they wait for it.

Called inside the transaction of ingest, and by whoever works pages off.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from feeds.fetch.domains import registrable_domain
from feeds.models import Article, Feed, Page
from feeds.teaser import is_teaser
from feeds.types import Entry

# An article goes on with its teaser after so long, whatever became of its page. Usually a page is there in seconds; ten
# minutes are as long as a publisher's pause between two visits.
WAIT = timedelta(minutes=10)
# The newest of a document, so that a new feed's archive is left alone; busy feeds bring fewer new ones at a visit.
A_DOCUMENT = 20
# A newspaper publishes 100 to 200 pieces a day over all its feeds; one feed with more is a firehose.
A_DAY = 100
_DAY = timedelta(days=1)


def plan(feed: Feed, saved: Sequence[tuple[int, Entry]], *, now: datetime) -> None:
    """Ask for the pages of these new and changed articles, where the feed's option says so."""
    if not feed.wants_pages:
        return
    wanted = sorted(
        (one for one in saved if _is_wanted(feed, one[1])), key=lambda one: one[1].published_at or now, reverse=True
    )[:A_DOCUMENT]
    left = A_DAY - feed.pages.filter(asked_at__gt=now - _DAY).count() if wanted else 0
    ids = [article_id for article_id, _entry in wanted[: max(left, 0)]]
    if not ids:
        return
    Page.objects.bulk_create(
        [Page(article_id=article_id, feed=feed, due_at=now, asked_at=now) for article_id in ids],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["state", "due_at", "asked_at", "failures", "reason"],
    )
    Article.objects.filter(pk__in=ids, embed_due_at__isnull=False).update(embed_due_at=now + WAIT)


def release(article_ids: Iterable[int], *, now: datetime) -> None:
    """Let articles that wait for their page go on now."""
    Article.objects.filter(pk__in=article_ids, embed_due_at__gt=now).update(embed_due_at=now)


def release_all(*, now: datetime) -> None:
    """Let every article that waits for its page go on now; a text that comes later is understood then."""
    Article.objects.filter(page__due_at__isnull=False, embed_due_at__gt=now).update(embed_due_at=now)


def _is_wanted(feed: Feed, entry: Entry) -> bool:
    """By itself only what is a teaser on the publisher's own site; films and talks are pieces without a text."""
    if urlsplit(entry.link).path in {"", "/"}:
        return False  # the front page
    if feed.full_text == Feed.FullText.ALWAYS:
        return True
    is_recording = any(link.type and not link.type.startswith("image") for link in entry.media)
    home = {domain(feed.url), domain(feed.site_url)}
    return not is_recording and domain(entry.link) in home and is_teaser(entry.text, words=len(entry.text.split()))


def domain(url: str) -> str:
    """The registered part of an address's host."""
    return registrable_domain(urlsplit(url).hostname or "")
