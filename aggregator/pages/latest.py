"""The newest articles as a feed."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.pages import out
from aggregator.pages.requests import PageRequest, public
from feeds.models import Article


@public
@require_safe
def latest(request: PageRequest) -> HttpResponse:
    """Atom, newest first; only what every reader may see."""
    articles = list(Article.objects.shown().with_card().newest()[: out.LENGTH])
    title = _("%(site)s: latest") % {"site": settings.SITE_NAME}
    about = out.About(title=title, link=reverse("home"), description=_("The newest articles."))
    return out.document(request, articles, about, kind="atom")
