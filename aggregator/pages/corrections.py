"""What a reader corrects and wishes: interests, horizon, languages, what is muted. All of it with a way back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.pages.forms import HorizonForm, LanguagesForm, MuteForm, UntilForm
from aggregator.pages.rail import horizon_of
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from aggregator.pages.way_back import offer
from aggregator.pages.you import show
from ranking import profiles
from ranking.models import Mute


@require_POST
@reader_only
@limit("you", per_minute=60)
def horizon(request: ReaderRequest) -> HttpResponse:
    """How far beyond the usual; the next page already goes there."""
    form = HorizonForm(request.POST)
    if not form.is_valid():
        sentence = form.errors["horizon"][0]
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    before = horizon_of(request.user.pk)
    profiles.set_horizon(request.user.pk, form.cleaned_data["horizon"] / 100)
    text = offer(request, _("Noted: your next page goes that far."), "horizon", value=before)
    if request.htmx:
        return render(request, "pages/_said.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request))


@require_POST
@reader_only
@limit("you", per_minute=60)
def boost(request: ReaderRequest, key: str) -> HttpResponse:
    """More of one topic or publisher, or as much as was learnt."""
    wanted = request.POST.get("undo") != "1"
    before = profiles.remembered(request.user.pk)
    try:
        profiles.boost(request.user.pk, key, wanted=wanted)
    except profiles.BeliefError as error:
        messages.warning(request, str(error))
        return redirect("you")
    said = _("There is more of it from your next page on.") if wanted else _("It counts as much as was learnt.")
    messages.success(request, offer(request, said, "profile", known=before))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def forget(request: ReaderRequest, key: str) -> HttpResponse:
    """Forget what was learnt of one topic or publisher."""
    if not profiles.is_key(key):
        raise Http404
    before = profiles.remembered(request.user.pk)
    profiles.forget(request.user.pk, key, now=timezone.now())
    text = offer(request, _("Forgotten: what you did there counts no more."), "profile", known=before)
    messages.success(request, text)
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def reset(request: ReaderRequest) -> HttpResponse:
    """Forget everything that was learnt."""
    before = profiles.remembered(request.user.pk)
    profiles.reset(request.user.pk, now=timezone.now())
    said = _("Everything that was learnt is forgotten. What you follow and saved stays.")
    messages.success(request, offer(request, said, "profile", known=before))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def languages(request: ReaderRequest) -> HttpResponse:
    """The languages that pages are chosen from; none ticked is all."""
    form = LanguagesForm(request.POST)
    if not form.is_valid():
        return show(request, languages=form, status=422)
    before = profiles.languages_of(request.user.pk)
    profiles.set_languages(request.user.pk, form.cleaned_data["languages"])
    said = _("Noted: your next page is in these languages.")
    if not form.cleaned_data["languages"]:
        said = _("Noted: your next page is in any language.")
    messages.success(request, offer(request, said, "languages", languages=before))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def mute(request: ReaderRequest) -> HttpResponse:
    """Mute a word or a topic for some days or for ever; the page comes back with what was wrong."""
    form = MuteForm(request.POST)
    if form.is_valid():
        word, topic, days = (form.cleaned_data[it] or None for it in ("word", "topic", "days"))
        topic_id = None if topic is None else topic.pk
        try:
            row = profiles.mute(request.user.pk, topic_id=topic_id, word=word or "", days=days, now=timezone.now())
        except profiles.MuteRefusedError as error:
            form.add_error("word", str(error))
        else:
            said = _("Muted: “%(name)s” stays off your page.") % {"name": _(topic.name) if topic else word}
            messages.success(request, offer(request, said, "unmute", mute_id=row.pk))
            return redirect("you")
    return show(request, muting=form, status=422)


@require_POST
@reader_only
@limit("you", per_minute=60)
def until(request: ReaderRequest, mute_id: int) -> HttpResponse:
    """Another end for what is muted."""
    row = _mine(request, mute_id)
    form = UntilForm(request.POST)
    if row is None or not form.is_valid():
        messages.warning(request, _("That is not muted any more.") if row is None else _("Choose one of the spans."))
        return redirect("you")
    before = _as_it_is(row)
    profiles.mute(request.user.pk, **_what(row), days=form.cleaned_data["days"] or None, now=timezone.now())
    messages.success(request, offer(request, _("Noted."), "mute", **before))
    return redirect("you")


@require_POST
@reader_only
@limit("you", per_minute=60)
def unmute(request: ReaderRequest, mute_id: int) -> HttpResponse:
    """Take one back; twice does no harm."""
    row = _mine(request, mute_id)
    if row is not None and profiles.unmute(request.user.pk, mute_id):
        messages.success(request, offer(request, _("No longer muted."), "mute", **_as_it_is(row)))
    return redirect("you")


def _mine(request: ReaderRequest, mute_id: int) -> Mute | None:
    return Mute.objects.filter(reader=request.user, pk=mute_id).first()


def _what(row: Mute) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("topic_id", "feed_id", "creator_id", "word")}


def _as_it_is(row: Mute) -> dict[str, Any]:
    return {**_what(row), "until": row.until}
