"""Somebody who posts here: what they posted, what they write about, and the button that follows them."""

from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages.follow import creator_of, follows_creator
from aggregator.pages.listing import listing
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.sharing import share_of_page
from feeds.models import Article, Topic

TOPICS = 5  # a sentence about a person, not a list


@public
@require_safe
@vary_on_headers("HX-Request")
def creator(request: PageRequest, public_id: str) -> HttpResponse:
    """Their posts, newest first."""
    person = creator_of(public_id)
    shown = Article.objects.shown().filter(creator=person)
    context = listing(request, shown.newest())
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    told = shown.aggregate(posts=Count("pk"), since=Min("published_at"))
    about = Topic.objects.filter(articles__in=shown).annotate(n=Count("pk")).order_by("-n", "pk")[:TOPICS]
    context |= {
        "person": person,
        "followed": follows_creator(request.user.pk, person.pk),
        "is_me": request.user.pk == person.pk,
        "topics": list(about),
        "share": share_of_page(request, str(person), _("Posts by %(name)s") % {"name": person}),
        **told,
    }
    return render(request, "pages/creator.html", context)
