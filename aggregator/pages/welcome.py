"""The first minute: topics to begin with, or none; with an account or without."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aggregator.accounts.limits import limit
from aggregator.pages import picks
from aggregator.pages.forms import WelcomeForm
from aggregator.pages.requests import PageRequest, public
from feeds.models import Topic


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limit("welcome", per_minute=20)
def welcome(request: PageRequest) -> HttpResponse:
    """Follow the topics that were ticked; those that were not are let go."""
    form = WelcomeForm(request.POST) if request.method == "POST" else WelcomeForm()
    if form.is_bound and form.is_valid():
        picks.pick(request, list(form.cleaned_data["topics"]))
        return redirect("home")
    context = {"form": form, "topics": Topic.objects.first_level(), "chosen": picks.chosen(request)}
    return render(request, "pages/welcome.html", context, status=422 if form.is_bound else 200)
