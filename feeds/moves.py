"""Permanent redirects of a feed: believed only after repeats, and never against a feed that lives there already."""

from django.utils.translation import gettext as _

from feeds.claiming import lock
from feeds.clean import canonical_url
from feeds.models import Article, Feed, Sighting, Subscription

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
    other = Feed.objects.filter(url=address).select_related("duplicate_of").first()
    if other is None:
        feed.url, feed.moved_to, feed.moved_count = address, "", 0
    else:
        _join(feed, other.duplicate_of or other)


def _join(feed: Feed, other: Feed) -> None:
    """The feed is the same as another: its followers follow that one from now on, which has brought what it brought."""
    if other.pk == feed.pk:  # the two addresses lead to each other
        feed.moved_to, feed.moved_count = "", 0
        return
    # Not while a document of the other is saved, and nobody waits here: who holds it may wait for this feed.
    if not Feed.objects.select_for_update(skip_locked=True).filter(pk=other.pk).exists():
        return  # the next answer comes here again
    feed.moved_to, feed.moved_count = "", 0
    _bring_along(feed, other)
    feed.state, feed.duplicate_of = Feed.State.MOVED, other
    feed.last_error = (_("it moved for good to %(url)s, which the site has already") % {"url": other.url})[:500]
    followers = Subscription.objects.filter(feed=feed)
    already = Subscription.objects.filter(feed=other).values("reader_id")
    followers.filter(reader_id__in=already).delete()
    followers.update(feed=other)


def _bring_along(feed: Feed, other: Feed) -> None:
    """What this feed brought, and owns, the other one has brought from now on: it does not bring it anew.

    What both brought, or call by one name, stays as the other has it.
    """
    theirs = Sighting.objects.filter(feed=other)
    articles = theirs.filter(article__isnull=False).values("article")
    mine = Sighting.objects.filter(feed=feed).exclude(guid__in=theirs.values("guid")).exclude(article__in=articles)
    mine.update(feed=other)
    owned = lock(Article.objects.filter(feed=feed, pk__in=articles))
    Article.objects.filter(pk__in=owned).update(feed=other)
