"""Searches that a reader keeps: how much is new, and each as a feed at an address that nobody can guess."""

import secrets

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.pages import out
from aggregator.pages.forms_of_own import KeepSearchForm, SearchNameForm
from aggregator.pages.requests import PageRequest, ReaderRequest, came_from, public, reader_only
from aggregator.pages.search_words import address
from aggregator.pages.undo import is_undo, offer_undo
from feeds.models import SavedSearch
from ranking import search as finder

MOST = 30  # all are counted on one page
OUT_S = 300  # a feed reader that asks every minute gets what it had


@reader_only
@require_safe
def searches(request: ReaderRequest) -> HttpResponse:
    """Those that a reader keeps, with what is new in each."""
    return _show(request)


def _show(request: ReaderRequest, wrong: SearchNameForm | None = None, at: int = 0) -> HttpResponse:
    """The page, with the form of one search as it was typed if something was wrong with it."""
    rows = kept(request.user.pk)
    for row in rows:
        row.form = (
            wrong if wrong and row.pk == at else SearchNameForm(initial={"name": row.name}, auto_id=f"s{row.pk}_%s")
        )
    return render(request, "pages/searches.html", {"searches": rows}, status=422 if wrong else 200)


def _named(row: SavedSearch, typed: QueryDict | None = None) -> SearchNameForm:
    return SearchNameForm(typed, initial={"name": row.name}, auto_id=f"s{row.pk}_%s")


def kept(reader_id: int) -> list["Kept"]:
    """A reader's searches by name, each with its address and the number of news. Two queries."""
    now, today = timezone.now(), timezone.localdate()
    rows = [Kept(it) for it in SavedSearch.objects.of(reader_id).order_by("name", "pk")]
    looked = {it.pk: finder.Looked(finder.parse(it.row.query, today=today), it.row.seen_at) for it in rows}
    counts = finder.count_new(looked, reader_id=reader_id, now=now)
    for it in rows:
        it.count = counts.get(it.pk, 0)
    return rows


class Kept:
    """A saved search as a page prints it."""

    def __init__(self, row: SavedSearch) -> None:
        self.row, self.pk, self.name, self.count = row, row.pk, row.name, 0
        self.form: SearchNameForm | None = None
        self.address = reverse("search") + address(row.query, is_newest=True)

    @property
    def said(self) -> str:
        """How many are new, in two letters and a sign at most."""
        return f"{finder.COUNTED - 1}+" if self.count >= finder.COUNTED else str(self.count)

    @property
    def out(self) -> dict[str, str]:
        """The addresses of its feed by kind; none where it has none."""
        token = self.row.token
        return {kind: reverse("search-out", args=[token, kind]) for kind in out.KINDS} if token else {}


@require_POST
@reader_only
@limit("searches", per_minute=30)
def keep(request: ReaderRequest) -> HttpResponse:
    """Keep these words; twice is once."""
    form = KeepSearchForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["q"][0]))
        return HttpResponseRedirect(came_from(request, otherwise=reverse("search")))
    query, mine = form.cleaned_data["q"], SavedSearch.objects.of(request.user.pk)
    if mine.filter(query=query).exists():
        messages.info(request, _("You keep this search already."))
    elif mine.count() >= MOST:
        messages.warning(request, _("You keep %(most)d searches. Remove one first.") % {"most": MOST})
    else:
        _kept(request, query, form.cleaned_data["name"])
    return HttpResponseRedirect(came_from(request, otherwise=reverse("searches")))


def _kept(request: ReaderRequest, query: str, name: str) -> None:
    try:
        with transaction.atomic():
            SavedSearch.objects.create(reader=request.user, query=query, name=name, seen_at=timezone.now())
    except IntegrityError:  # the same click twice
        return
    messages.success(request, _("Kept: “Your searches” says when there is something new."))


@require_POST
@reader_only
@limit("searches", per_minute=30)
def rename(request: ReaderRequest, search_id: int) -> HttpResponse:
    """Another name; the page comes back with what was wrong."""
    row = _own(request, search_id)
    form = _named(row, request.POST)
    if not form.is_valid():
        return _show(request, form, row.pk)
    SavedSearch.objects.filter(pk=row.pk).update(name=form.cleaned_data["name"])
    messages.success(request, _("The search is called “%(name)s” now.") % {"name": form.cleaned_data["name"]})
    return redirect("searches")


@require_POST
@reader_only
@limit("searches", per_minute=30)
def remove(request: ReaderRequest, search_id: int) -> HttpResponse:
    """Remove it, with its feed; or take that back."""
    back = came_from(request, otherwise=reverse("searches"))
    if is_undo(request):
        _take_back(request, search_id)
    elif row := SavedSearch.objects.of(request.user.pk).filter(pk=search_id).first():
        SavedSearch.objects.filter(pk=row.pk).update(removed_at=timezone.now())
        text = _("“%(name)s” is removed, and so is its feed.") % {"name": row.name}
        offer_undo(request, text, action=request.path, back=back)
    return HttpResponseRedirect(back)


def _take_back(request: ReaderRequest, search_id: int) -> None:
    removed = SavedSearch.objects.removed(request.user.pk, now=timezone.now()).filter(pk=search_id)
    try:
        with transaction.atomic():
            removed.update(removed_at=None)
    except IntegrityError:
        messages.info(request, _("You keep this search already."))


@require_POST
@reader_only
@limit("searches", per_minute=30)
def change_address(request: ReaderRequest, search_id: int) -> HttpResponse:
    """Make it a feed, give the feed another address, or close it. The address before is no more."""
    row, closes = _own(request, search_id), request.POST.get("close") == "1"
    token = None if closes else secrets.token_urlsafe(32)
    SavedSearch.objects.filter(pk=row.pk).update(token=token)
    messages.success(request, _("The feed is closed.") if closes else _("The feed has a new address."))
    return redirect("searches")


def _own(request: ReaderRequest, search_id: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.of(request.user.pk), pk=search_id)


@public
@require_safe
@limit("search-out", per_minute=60, reads=True)
@cache_control(private=True, max_age=OUT_S)
def feed_out(request: PageRequest, token: str, kind: str) -> HttpResponse:
    """The newest results, for whoever knows the address; nothing that not every reader may see."""
    known = SavedSearch.objects.filter(token=token, removed_at__isnull=True, reader__is_active=True)
    row = known.first()
    if row is None or kind not in out.KINDS:
        raise Http404
    query = finder.parse(row.query, today=timezone.localdate())
    found = finder.find(query, now=timezone.now(), reader_id=row.reader_id, is_newest=True)
    link = reverse("search") + address(row.query, is_newest=True)
    about = out.About(title=row.name, link=link, description=_("Searched for: %(words)s") % {"words": row.query})
    answer = out.document(request, finder.articles(found.ids[: out.LENGTH]), about, kind=kind)
    answer["X-Robots-Tag"] = "noindex"
    return answer
