"""What every template is given."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aggregator.notifications import unread
from aggregator.pages.look import look_of, worn
from aggregator.pages.requests import PageRequest
from aggregator.pages.strips import strips
from feeds.models import Topic


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name, its look and strips for whoever asks, and the topics of the tabs.

    One query, none where no tabs are; one more for readers with a limit of minutes.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_topics": Topic.objects.first_level(),
        "look": worn(look_of(request)),
        "unread_lines": SimpleLazyObject(lambda: unread_lines(request)),
        "strips": strips(cast("PageRequest", request)),
    }


def unread_lines(request: HttpRequest) -> str:
    """How much is new to whoever asks, as it stands on the bell; nothing for strangers, and where nothing is new."""
    user = getattr(request, "user", None)
    count = unread.unread(user.pk) if user is not None and user.is_authenticated else 0
    return (f"{unread.MOST - 1}+" if count >= unread.MOST else str(count)) if count else ""
