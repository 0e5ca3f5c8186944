"""Articles by their words, as they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models.functions import Left
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.accounts.limits import limit
from aggregator.pages.listing import LENGTH, nearest_page, printed
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.search_words import left_out, orders, spans, subjects
from feeds.models import Article, SavedSearch, Topic
from ranking import search as finder

READ = 20_000  # characters of a text in which the words are looked for, to print where they are: four thousand words
_WORDS, _START = "words", "start"  # how a list began that goes on: without meanings, with the beginnings of words


@dataclass(frozen=True, slots=True)
class Match:
    """Why an article is a result: where its text has the words; whether only its meaning fits."""

    excerpt: str = ""
    is_meant: bool = False


@public
@require_safe
@limit("search", per_minute=120, reads=True)
@vary_on_headers("HX-Request")
def search(request: PageRequest) -> HttpResponse:
    """Best or newest first; an empty box says what can be searched. While it is typed, the results alone."""
    typed, is_newest = request.GET.get("q", ""), request.GET.get("sort") == "new"
    query = finder.parse(typed, today=timezone.localdate())
    context = _found(request, query, is_newest=is_newest) | {"q": " ".join(typed.replace("\0", " ").split())}
    if request.htmx and context["page"]:
        return render(request, "pages/_slate.html", context)
    context |= {
        "problems": left_out(query, is_reader=request.user.is_authenticated),
        "spans": spans(typed, is_newest=is_newest),
        "subjects": subjects(typed, list(Topic.objects.first_level()), is_newest=is_newest),
        "orders": orders(typed, is_newest=is_newest),
        "is_empty": query.is_empty,
        "is_kept": request.user.is_authenticated and _is_kept(request, finder.settled(typed)),
    }
    return render(request, "pages/_found.html" if request.htmx else "pages/search.html", context)


def _is_kept(request: PageRequest, words: str) -> bool:
    """Whether the reader keeps this search. Its news are looked at now, unless it is still typed."""
    mine = SavedSearch.objects.of(request.user.pk or 0).filter(query=words)
    return mine.exists() if request.htmx else bool(mine.update(seen_at=timezone.now()))


def _found(request: PageRequest, query: finder.Query, *, is_newest: bool) -> dict[str, object]:
    """The results of the page that was asked for, or the last one, as _slate.html prints them."""
    began = request.GET.get("by", "")
    is_typing = request.htmx.trigger_name == "q" or began == _START
    asks_meaning = bool(query.meaning) and not (is_typing or is_newest or began == _WORDS)
    vector = finder.vector_of(query.meaning) if asks_meaning else None
    find = partial(finder.find, query, now=timezone.now(), reader_id=request.user.pk, is_newest=is_newest)
    found = find(vector=vector, is_typing=is_typing)
    if not found.ids and not is_typing:
        is_typing = True
        found = find(is_typing=True)
    page = nearest_page(request, len(found.ids))
    ids = found.ids[page * LENGTH : (page + 1) * LENGTH]
    sought = _sought(query, is_typing=is_typing)
    context = printed(request, finder.articles(ids), page=page, has_more=len(found.ids) > (page + 1) * LENGTH)
    if context["next_page"]:
        how = _START if is_typing else _WORDS if vector is None else ""
        context["onward"] = f"{context['onward']}&by={how}" if how and not began else context["onward"]
    return context | {
        "sought": sought,
        "found": _matches(ids, sought, found.by_meaning),
        "total": len(found.ids),
        "is_many": len(found.ids) >= finder.MOST,
        "is_without_meaning": asks_meaning and vector is None,
        "is_beginning": is_typing and request.htmx.trigger_name != "q",
    }


def _sought(query: finder.Query, *, is_typing: bool) -> list[str]:
    """The words to mark; the last one may go on."""
    sought = query.sought
    return [*sought[:-1], f"{sought[-1]}*"] if sought and is_typing and query.terms[-1].may_go_on else sought


def _matches(ids: Sequence[int], sought: Sequence[str], meant: frozenset[int]) -> dict[int, Match]:
    """Why each of these is here. One query."""
    if not sought:
        return {}
    texts = Article.objects.filter(pk__in=ids).values_list("pk", "summary", Left("text", READ))
    found = {}
    for pk, summary, text in texts:
        in_text = "" if finder.excerpt(summary, sought) else finder.excerpt(text, sought)
        found[pk] = Match(in_text, is_meant=pk in meant and not in_text)
    return found
