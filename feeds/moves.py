"""Permanent redirects of a feed: believed only after repeats, and never against a feed that lives there already."""

from django.utils.translation import gettext as _

from feeds.clean import canonical_url
from feeds.models import Feed, Subscription

# Equal answers in a row before a new address is stored. Publishers answer 301 by mistake (a login page, a parked name)
# and take it back within hours; five visits are a day or more with most feeds, and 25 minutes with the busiest.
ANSWERS = 5


def follow(feed: Feed, permanent_url: str) -> None:
    """Count what a successful answer says of the feed's address; after enough equal answers, believe it.

    Changes the feed without saving it. When another feed has the new address already, this one is marked as its
    duplicate, is fetched no more, and its followers go over.
    """
    address = canonical_url(permanent_url)
    if not address or address == feed.url:
        feed.moved_to, feed.moved_count = "", 0
        return
    feed.moved_count = feed.moved_count + 1 if feed.moved_to == address else 1
    feed.moved_to = address
    if feed.moved_count < ANSWERS:
        return
    feed.moved_to, feed.moved_count = "", 0
    other = Feed.objects.filter(url=address).select_related("duplicate_of").first()
    if other is None:
        feed.url = address
    else:
        _join(feed, other.duplicate_of or other)


def _join(feed: Feed, other: Feed) -> None:
    """The feed is the same as another: its followers follow that one from now on."""
    if other.pk == feed.pk:  # the two addresses lead to each other
        return
    feed.state, feed.duplicate_of = Feed.State.MOVED, other
    feed.last_error = (_("it moved for good to %(url)s, which the site has already") % {"url": other.url})[:500]
    followers = Subscription.objects.filter(feed=feed)
    already = Subscription.objects.filter(feed=other).values("reader_id")
    followers.filter(reader_id__in=already).delete()
    followers.update(feed=other)
