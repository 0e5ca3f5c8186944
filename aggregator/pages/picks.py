"""The topics that somebody picked to begin with: a stranger's are in their session, a reader follows theirs."""

from collections.abc import Collection

from aggregator.pages.requests import PageRequest
from feeds.models import Subscription, Topic

_KEY = "picked"


def picked(request: PageRequest) -> frozenset[int]:
    """Ids of a stranger's topics; none of a reader, for what they follow is known of them."""
    return frozenset() if request.user.is_authenticated else frozenset(request.session.get(_KEY, ()))


def chosen(request: PageRequest) -> set[int]:
    """Ids of the topics that are ticked when the form opens; a new reader's are what they picked before they joined."""
    before = set(request.session.get(_KEY, ()))
    if not request.user.is_authenticated:
        return before
    mine = Subscription.objects.filter(reader=request.user, topic__isnull=False)
    return set(mine.values_list("topic_id", flat=True)) or before


def pick(request: PageRequest, topics: Collection[Topic]) -> None:
    """These and no others."""
    if not request.user.is_authenticated:
        request.session[_KEY] = sorted(topic.pk for topic in topics)
        return
    mine = Subscription.objects.filter(reader=request.user, topic__isnull=False)
    mine.exclude(topic__in=topics).delete()
    wanted = [Subscription(reader=request.user, topic=topic) for topic in topics]
    Subscription.objects.bulk_create(wanted, ignore_conflicts=True)
    request.session.pop(_KEY, None)
