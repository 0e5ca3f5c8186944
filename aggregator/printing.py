"""Cards are printed by Jinja2, Django's other engine: twenty of them took half of a page's time in Django's own."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import ChainableUndefined, Environment
from markupsafe import Markup, escape

from aggregator.templatetags import page

MESSAGES = 2_000  # a hundred of each of twenty languages
ADDRESSES = 50_000  # four addresses of each of the articles that a day's pages show; 10 MB


def environment(**options: Any) -> Environment:
    """What the templates of templates/cards may call."""
    # What is not there prints nothing, as in Django's own templates: a feed without an icon has none to name.
    lenient = {"undefined": ChainableUndefined, "trim_blocks": True}
    made = Environment(**{**options, **lenient})  # noqa: S701  Django asks for escaping
    made.globals |= {
        "count": in_number,
        "url": address,
        "icon": icon,
        "moment": moment,
        "in_full": in_full,
        "marked": marked,
        "ago": page.ago,
        "direction": page.direction,
        "initial": page.initial,
        "mark": page.mark,
    }
    return made


def language(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  the shape of a context processor
    """The reader's language, which way it is written, and `_`: a message in it. Asked once a page, not 500 times."""
    return {"ui": get_language(), "ui_dir": "rtl" if get_language_bidi() else "ltr", "_": _words_in(get_language())}


@lru_cache
def _words_in(code: str | None) -> Callable[..., str]:
    """Messages with the values in their places; the template escapes the whole."""

    def say(message: str, **values: object) -> str:
        words = _translated(code, message)
        return words % values if values else words

    return say


def in_number(one: str, many: str, n: int) -> str:
    """The same for `n` of something."""
    return ngettext(one, many, n) % {"n": n}


@lru_cache(maxsize=MESSAGES)
def _translated(language: str | None, message: str) -> str:  # noqa: ARG001  what it is remembered by
    return gettext(message)


@lru_cache(maxsize=ADDRESSES)
def address(name: str, *args: object) -> str:
    """The address of a view; the same for ever, and 40 us to work out."""
    return reverse(name, args=args)


@lru_cache
def icon(name: str) -> str:
    """As the tag of Django's templates."""
    return page.icon(name)


def moment(at: datetime) -> str:
    """For programs."""
    return timezone.localtime(at).isoformat()


def in_full(at: datetime) -> str:
    """For people, to the minute."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def marked(text: str, words: str | None) -> Markup:
    """The text with the words that were searched for in <mark>; escaped."""
    return Markup(page.with_marks(text, words)) if words else escape(text)  # noqa: S704  with_marks escapes
