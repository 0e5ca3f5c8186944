"""What the reader kept for later: by folder, with notes, to be searched."""

from typing import NamedTuple, cast
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages.cards import Card
from aggregator.pages.forms_of_own import FilingForm, FolderForm
from aggregator.pages.listing import LENGTH, nearest_page, printed
from aggregator.pages.requests import ReaderRequest, number, reader_only
from aggregator.pages.search_words import left_out
from aggregator.pages.shelf import Shelf, looked_for, shelf
from feeds.models import Folder
from ranking import search as finder

NO_FOLDER = "none"


class FolderPill(NamedTuple):
    """A link to a part of what is saved."""

    words: str
    address: str
    is_chosen: bool
    size: int


@reader_only
@require_safe
@vary_on_headers("HX-Request")
def saved(request: ReaderRequest) -> HttpResponse:
    """Saved last first; what was removed since is left out."""
    return show(request, shelf(request.user.pk))


def show(
    request: ReaderRequest, mine: Shelf, *, asked: str | None = None, wrong: FolderForm | None = None
) -> HttpResponse:
    """The page of a folder, with a folder's form as it was typed if something was wrong with it."""
    asked = request.GET.get("folder", "") if asked is None else asked
    folder = _folder(mine, asked)
    ids = mine.ids if not asked else mine.within(None if folder is None else folder.pk)
    words = finder.settled(request.GET.get("q", ""))
    query = finder.parse(words, today=timezone.localdate())
    if not query.is_empty:
        ids = looked_for(mine, query, ids, reader_id=request.user.pk, now=timezone.now())
    page = nearest_page(request, len(ids))
    articles = finder.articles(ids[page * LENGTH : (page + 1) * LENGTH])
    context = printed(request, articles, page=page, has_more=len(ids) > (page + 1) * LENGTH)
    context |= {
        "shelved": [(card, FilingForm.of(mine, card.article.pk)) for card in cast("list[Card]", context["cards"])],
        "sought": query.sought,
        "saved_q": words,
    }
    if request.htmx:
        return render(request, "pages/_saved.html", context)
    context |= {
        "problems": left_out(query, is_reader=True),
        "asked": asked,
        "folder": folder,
        "pills": _pills(mine, asked),
        "new": wrong if wrong and folder is None else FolderForm(),
        "naming": (wrong or FolderForm(initial={"name": folder.name})) if folder else None,
        "has_saved": bool(mine.ids),
        "total": len(ids),
    }
    return render(request, "pages/saved.html", context, status=422 if wrong else 200)


def _folder(mine: Shelf, asked: str) -> Folder | None:
    """The folder that was asked for, None for those in none. Raises Http404 for one that is not there."""
    if asked in {"", NO_FOLDER}:
        return None
    key = number(asked)
    folder = next((it for it in mine.folders if it.pk == key), None)
    if folder is None:
        raise Http404
    return folder


def _pills(mine: Shelf, asked: str) -> list[FolderPill]:
    """Everything, each folder, and what is in none; nothing before there is a folder."""
    if not mine.folders:
        return []
    counts = mine.counts()
    each = [(it.name, str(it.pk), counts[it.pk]) for it in mine.folders]
    places = [(_("Everything"), "", len(mine.ids)), *each, (_("In no folder"), NO_FOLDER, counts[None])]
    places.sort(key=lambda it: it[1] not in {"", asked})  # what is chosen is in view on a phone, too
    return [
        FolderPill(name, f"?{urlencode({'folder': key})}" if key else "?", asked == key, count)
        for name, key, count in places
    ]
