"""The first minute: topics to begin with, or none."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aggregator.accounts.limits import limit
from aggregator.pages.forms import WelcomeForm
from aggregator.pages.requests import ReaderRequest, reader_only
from feeds.models import Subscription, Topic


@reader_only
@require_http_methods(["GET", "HEAD", "POST"])
@limit("welcome", per_minute=20)
def welcome(request: ReaderRequest) -> HttpResponse:
    """Follow the topics that were ticked; those that were not are let go."""
    form = WelcomeForm(request.POST) if request.method == "POST" else WelcomeForm()
    if form.is_bound and form.is_valid():
        _follow(request.user.pk, list(form.cleaned_data["topics"]))
        return redirect("home")
    mine = Subscription.objects.filter(reader=request.user, topic__isnull=False)
    chosen = set(mine.values_list("topic__slug", flat=True))
    context = {"form": form, "topics": Topic.objects.first_level(), "chosen": chosen}
    return render(request, "pages/welcome.html", context, status=422 if form.is_bound else 200)


def _follow(reader_id: int, topics: list[Topic]) -> None:
    mine = Subscription.objects.filter(reader_id=reader_id, topic__isnull=False)
    mine.exclude(topic__in=topics).delete()
    wanted = [Subscription(reader_id=reader_id, topic=topic) for topic in topics]
    Subscription.objects.bulk_create(wanted, ignore_conflicts=True)
