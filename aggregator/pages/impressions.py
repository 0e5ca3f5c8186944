"""From which card did they come? A link carries `?i=`, a form `i`; only one's own impressions count."""

from aggregator.pages.requests import PageRequest, ReaderRequest, number
from aggregator.pages.seat import private_key
from ranking.models import Impression

LARGEST = 2**63 - 1  # of a bigint key


def impression_of(request: PageRequest | ReaderRequest, article_id: int) -> Impression | None:
    """The impression the request names, if it is of this article and was served to whoever asks."""
    key = number(request.POST.get("i") or request.GET.get("i"), high=LARGEST)
    if key is None:
        return None
    private = private_key(request)
    own = Impression.objects.served_to(None if private else request.user.pk, private or known_visitor(request))
    return own.filter(pk=key, article_id=article_id).select_related("slate").first()


def known_visitor(request: PageRequest | ReaderRequest) -> str:
    """The key of a stranger who was served a page before; empty otherwise."""
    return "" if request.user.is_authenticated else str(request.session.get("visitor", ""))
