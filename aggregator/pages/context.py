"""What every template is given."""

from django.conf import settings
from django.http import HttpRequest

from aggregator.pages.look import look_of, worn
from feeds.models import Topic


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name, its look for whoever asks, and the topics of the tabs: one query, none where no tabs are."""
    return {
        "site_name": settings.SITE_NAME,
        "site_topics": Topic.objects.first_level(),
        "look": worn(look_of(request)),
    }
