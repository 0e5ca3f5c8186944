"""The pictures inside a text: the site's own copies, a place kept for those that are on their way, words for the rest.

Nobody can ask for an address: a picture has a key, and the key has to be that of a picture in an article that the
asker may open. The publisher is asked by a worker, never while a page waits.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from celery import current_app
from django.db import transaction
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aggregator.pages.access import article_for
from aggregator.pages.prose import Draw, Drawn, drawn_in, in_words
from aggregator.pages.requests import PageRequest, number, public
from feeds.illustrations.ask import wanted
from feeds.models import Illustration, Media
from feeds.models.illustration import key_of

MOST = 60  # pictures of one text, and stills of videos; a gallery with more is looked at where it was made
TRIES = 7  # after 1, 2, 4 ... seconds a page has asked for two minutes: then the description has to do
SMALLEST = 60  # pixels a side: what says that it is smaller is a smiley or a button, and its description is as good
_TEMPLATE = "pages/_illustration.html"
_USUAL = (672, 448)  # the place kept for a picture of unknown size: the column, and photographs are 3:2


def asked_for(html: str, lead: Media | None, stills: Sequence[str], *, now: datetime) -> dict[str, Illustration]:
    """The pictures of this text and the stills of its videos, by address. Those that are new are due from now on."""
    rows = wanted([*(one.url for one in _to_show(html, lead)), *list(filter(None, stills))[:MOST]], now=now)
    if any(row.due_at == now for row in rows.values()):
        # A nudge; the next sweep finds them as well.
        transaction.on_commit(lambda: current_app.send_task("feeds.pictures_of_texts"), robust=True)
    return rows


def drawer(article_id: int, rows: Mapping[str, Illustration], lead: Media | None) -> Draw:
    """How to draw the pictures of a text, given what was found of them."""

    def draw(one: Drawn) -> str:
        if lead is not None and one.url == lead.url:
            return _shown(lead, one)
        if _is_small(one):
            return escape(one.words)
        row = rows.get(one.url)
        return in_words(one) if row is None else _as_it_stands(article_id, row, one, tries=0)

    return draw


def opening_picture(lead: Media) -> str:
    """The picture above a text."""
    return format_html(
        '<img class="opening" src="{}" width="{}" height="{}" alt="{}">',
        *(lead.article_url, lead.width, lead.height, lead.alt),
    )


@public
@require_safe
@never_cache
def illustration(request: PageRequest, article_id: int, key: str) -> HttpResponse:
    """One picture of a text as it stands now; a page asks for it while it waits."""
    shown = _to_show(article_for(request.user, article_id).html, None)
    drawn = next((one for one in shown if key_of(one.url) == key), None)
    row = Illustration.objects.filter(key=key).first()
    if drawn is None or row is None:
        raise Http404
    tries = number(request.GET.get("tries"), high=TRIES) or 0
    return HttpResponse(_as_it_stands(article_id, row, drawn, tries=tries))


def _to_show(html: str, lead: Media | None) -> Sequence[Drawn]:
    drawn = [one for one in drawn_in(html) if one.url.startswith(("http://", "https://")) and not _is_small(one)]
    return [one for one in drawn if lead is None or one.url != lead.url][:MOST]


def _is_small(drawn: Drawn) -> bool:
    return 0 < min(drawn.width, drawn.height) < SMALLEST


def _as_it_stands(article_id: int, row: Illustration, drawn: Drawn, *, tries: int) -> str:
    if row.state == Illustration.State.STORED:
        return _shown(row, drawn)
    if not row.is_awaited or tries >= TRIES:
        return in_words(drawn)
    width, height = (drawn.width, drawn.height) if drawn.width else _USUAL
    address = f"{reverse('illustration', args=[article_id, row.key])}?tries={tries + 1}"
    context = {"address": address, "delay": 2**tries, "words": drawn.words, "width": width, "height": height}
    return render_to_string(_TEMPLATE, context)


def _shown(row: Illustration | Media, drawn: Drawn) -> str:
    return render_to_string(_TEMPLATE, {"picture": row, "words": drawn.words})
