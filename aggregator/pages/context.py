"""What every template is given."""

from django.conf import settings
from django.http import HttpRequest

from feeds.models import Topic


def site(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  the shape of a context processor
    """The site's name, and the topics of the tabs: one query, and none where no tabs are printed."""
    return {"site_name": settings.SITE_NAME, "site_topics": Topic.objects.first_level()}
