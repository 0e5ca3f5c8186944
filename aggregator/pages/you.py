"""What the site believes about its reader, and how to correct it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.letters import address_of
from aggregator.pages.forms import HorizonForm, MuteForm, NameForm
from aggregator.pages.muting import muted
from aggregator.pages.rail import horizon_of
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from feeds.models import Subscription, Topic
from moderation import reports
from ranking import profiles

NOTICEABLE = 0.02


@reader_only
@require_safe
def you(request: ReaderRequest) -> HttpResponse:
    """Interests, horizon, what is muted, name."""
    return _show(request, NameForm(initial={"name": request.user.name}))


def _show(request: ReaderRequest, form: NameForm, muting: MuteForm | None = None, status: int = 200) -> HttpResponse:
    reader_id = request.user.pk
    followed = Subscription.objects.filter(reader_id=reader_id, topic__isnull=False)
    context = {
        "beliefs": profiles.what_it_believes(reader_id),
        "followed": set(followed.values_list("topic_id", flat=True)),
        "percent": round(horizon_of(reader_id) * 100),
        "learnt": _learnt(profiles.horizon_learnt(reader_id)),
        "muted": muted(reader_id),
        "mute": muting or MuteForm(),
        "form": form,
        "answered": reports.unread(reader_id, now=timezone.now()),
        "address": address_of(request.user),
    }
    return render(request, "pages/you.html", context, status=status)


def _learnt(moved: float) -> str:
    """What acts added to the slider, in words; a fiftieth of the scale is nothing to speak of."""
    if abs(moved) < NOTICEABLE:
        return ""
    return _("Lately it reaches further: you opened some.") if moved > 0 else _("Lately it stays closer: you hid some.")


@require_POST
@reader_only
@limit("you", per_minute=60)
def horizon(request: ReaderRequest) -> HttpResponse:
    """How far beyond the usual; the next page already goes there."""
    form = HorizonForm(request.POST)
    if not form.is_valid():
        sentence = form.errors["horizon"][0]
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    profiles.set_horizon(request.user.pk, form.cleaned_data["horizon"] / 100)
    text = _("Noted: your next page goes that far.")
    if request.htmx:
        return render(request, "pages/_said.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request))


@require_POST
@reader_only
@limit("you", per_minute=60)
def forget(request: ReaderRequest, slug: str) -> HttpResponse:
    """Forget what was learnt of one topic."""
    topic = get_object_or_404(Topic, slug=slug)
    profiles.forget(request.user.pk, topic.pk, now=timezone.now())
    messages.success(request, _("Forgotten: what you did with %(topic)s counts no more.") % {"topic": _(topic.name)})
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def reset(request: ReaderRequest) -> HttpResponse:
    """Forget everything that was learnt."""
    profiles.reset(request.user.pk, now=timezone.now())
    messages.success(request, _("Everything that was learnt is forgotten. What you follow and saved stays."))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def name(request: ReaderRequest) -> HttpResponse:
    """The name beside one's comments."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    request.user.name = form.cleaned_data["name"]
    request.user.save(update_fields=["name"])
    messages.success(request, _("Your name is changed."))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def mute(request: ReaderRequest) -> HttpResponse:
    """Mute a word for some days or for ever; the page comes back with what was wrong."""
    form = MuteForm(request.POST)
    if form.is_valid():
        word, days = form.cleaned_data["word"], form.cleaned_data["days"] or None
        try:
            profiles.mute(request.user.pk, word=word, days=days, now=timezone.now())
        except profiles.MuteRefusedError as error:
            form.add_error("word", str(error))
        else:
            messages.success(request, _("Muted: titles with “%(word)s” stay off your page.") % {"word": word})
            return redirect("you")
    return _show(request, NameForm(initial={"name": request.user.name}), form, status=422)


@require_POST
@reader_only
@limit("you", per_minute=60)
def unmute(request: ReaderRequest, mute_id: int) -> HttpResponse:
    """Take one back; twice does no harm."""
    if profiles.unmute(request.user.pk, mute_id):
        messages.success(request, _("No longer muted."))
    return redirect("you")
