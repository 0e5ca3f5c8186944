"""What the site believes about its reader, and every way to correct it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.letters import address_of
from aggregator.pages.forms import SPANS, TONGUES, LanguagesForm, MuteForm, NameForm
from aggregator.pages.kept import kept
from aggregator.pages.muting import muted
from aggregator.pages.rail import horizon_of
from aggregator.pages.requests import ReaderRequest, reader_only
from aggregator.pages.seat import is_private
from feeds.models import Article, Subscription
from moderation import reports
from ranking import profiles
from ranking.profiles import Belief

NOTICEABLE = 0.02
NEWEST = 2_000  # articles: two days of a site with a thousand feeds
SHOWN = 12  # of a kind: the strongest; who reads fifty publishers a little would scroll past all else


@reader_only
@require_safe
def you(request: ReaderRequest) -> HttpResponse:
    """Interests, horizon, languages, what is muted, name."""
    return show(request)


def show(
    request: ReaderRequest,
    *,
    form: NameForm | None = None,
    muting: MuteForm | None = None,
    languages: LanguagesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the form that was wrong as it was sent."""
    reader_id = request.user.pk
    beliefs = profiles.what_it_believes(reader_id)
    followed = Subscription.objects.filter(reader_id=reader_id)
    context = {
        "believed": _grouped(beliefs),
        "strongest": max((it.strength for it in beliefs), default=1.0),
        "followed": {key for pair in followed.values_list("topic_id", "feed_id") for key in _keys(*pair)},
        "percent": round(horizon_of(reader_id) * 100),
        "learnt": _learnt(profiles.horizon_learnt(reader_id)),
        "languages": languages,
        "tongues": _tongues(profiles.languages_of(reader_id)),
        "muted": muted(reader_id),
        "mute": muting or MuteForm(),
        "spans": SPANS,
        "form": form or NameForm(initial={"name": request.user.name}),
        "is_private": is_private(request),
        "answered": reports.unread(reader_id, now=timezone.now()),
        "address": address_of(request.user),
    }
    return render(request, "pages/you.html", context, status=status)


@kept
def _printed_here() -> frozenset[str]:
    """The languages of the newest articles. One query."""
    newest = Article.objects.shown().order_by("-published_at", "-pk").values("pk")[:NEWEST]
    codes = Article.objects.filter(pk__in=newest).exclude(language="").values_list("language", flat=True).distinct()
    return frozenset(code.partition("-")[0] for code in codes)


def _tongues(chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Code, name and whether it is chosen, of the languages there is something to read in, and those chosen before."""
    codes = {*_printed_here(), *chosen} & TONGUES.keys()
    return [(code, TONGUES[code], code in chosen) for code in sorted(codes, key=lambda it: TONGUES[it].casefold())]


def _grouped(beliefs: Sequence[Belief]) -> list[tuple[str, list[Belief]]]:
    """Topics, then publishers; the strongest of each, and whatever was asked for."""
    groups = (
        (_("Topics"), [it for it in beliefs if it.kind == "topic"]),
        (_("Publishers and creators"), [it for it in beliefs if it.kind != "topic"]),
    )
    return [(name, _shown(found)) for name, found in groups if found]


def _shown(found: Sequence[Belief]) -> list[Belief]:
    return [it for n, it in enumerate(found) if n < SHOWN or it.is_boosted]


def _keys(topic_id: int | None, feed_id: int | None) -> list[str]:
    return [f"{kind}-{pk}" for kind, pk in (("topic", topic_id), ("feed", feed_id)) if pk is not None]


def _learnt(moved: float) -> str:
    """What acts added to the slider, in words; a fiftieth of the scale is nothing to speak of."""
    if abs(moved) < NOTICEABLE:
        return ""
    return _("Lately it reaches further: you opened some.") if moved > 0 else _("Lately it stays closer: you hid some.")


@require_POST
@reader_only
@limit("you", per_minute=60)
def name(request: ReaderRequest) -> HttpResponse:
    """The name beside one's comments."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return show(request, form=form, status=422)
    request.user.name = form.cleaned_data["name"]
    request.user.save(update_fields=["name"])
    messages.success(request, _("Your name is changed."))
    return redirect("you")
