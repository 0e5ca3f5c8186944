"""Tags and filters of the site's pages: icons, ages, directions, marks of publishers."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from zlib import crc32

from django import template
from django.conf import settings
from django.template import engines
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info, gettext, ngettext, pgettext

from aggregator.accounts.factors import asked_for_one
from aggregator.accounts.models import User
from feeds.health import health_of
from feeds.health.words import Said, said
from feeds.models import Feed
from ranking.search import pattern

register = template.Library()

# Scripts written from right to left, by the first part of their language code.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
MINUTE = timedelta(minutes=1)
HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60  # minutes
MARKS = 8  # as many colours as card.css has for the marks of publishers


@register.simple_tag
def icon(name: str, css: str = "") -> str:
    """One symbol of icons.svg; hidden from screen readers, whose words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', css, static("icons.svg"), name
    )


@register.simple_tag
def health(feed: Feed) -> Said:
    """How a feed is doing, in words; a query unless its queryset came through `with_health`."""
    now = timezone.now()
    return said(health_of(feed, now=now), now=now)


@register.simple_tag
def second_factor_wanted(user: User) -> bool:
    """Whether somebody with power over others is to be asked for a second factor."""
    return asked_for_one(user)


@register.filter
def ago(moment: datetime) -> str:
    """How long ago, in the fewest words; a date from a week on."""
    return age(moment, get_language())


def age(moment: datetime, language: str | None) -> str:
    """The same in a language, which is being spoken: to ask which takes longer than to say it."""
    minutes = (timezone.now() - moment) // MINUTE
    if minutes < WEEK:
        return _ago(language, max(minutes, 0))
    # Translators: a date as short as your language has it, in Django's letters (j 5, M Nov, F November, n 11, Y 2026).
    return date_format(timezone.localtime(moment), pgettext("date", "j M Y"))


@lru_cache(maxsize=WEEK)
def _ago(language: str | None, minutes: int) -> str:  # noqa: ARG001  what it is remembered by
    if minutes < 1:
        return gettext("just now")
    if minutes < HOUR:
        return gettext("%(n)d min ago") % {"n": minutes}
    if minutes < DAY:
        return gettext("%(n)d h ago") % {"n": minutes // HOUR}
    days = minutes // DAY
    return ngettext("yesterday", "%(n)d days ago", days) % {"n": days}


@register.simple_tag
def tongues() -> list[tuple[str, str]]:
    """The languages of the pages by code, each named by its own speakers and in no other language."""
    return settings.LANGUAGES


@register.filter
def language(code: str) -> str:
    """The name of a language in the reader's own; the code where Django knows no name."""
    for known in (code.lower(), code.lower().partition("-")[0]):
        with suppress(KeyError):
            return str(get_language_info(known)["name_translated"])
    return code


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr` of a language code, `auto` when there is none."""
    if not language:
        return "auto"
    return "rtl" if language.lower().replace("_", "-").split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def mark(name: str) -> int:
    """The colour of a publisher's mark, the same on every page: 0 to MARKS - 1."""
    return crc32(name.encode()) % MARKS


@register.filter
def initial(name: str) -> str:
    """The letter of a publisher's mark."""
    return next((letter.upper() for letter in name if letter.isalnum()), "·")


@register.filter
def percent(share: float) -> int:
    """A share of 0 to 1 in whole percent."""
    return round(share * 100)


@register.simple_tag(takes_context=True)
def part(context: template.Context, name: str, **given: object) -> str:
    """A template of templates/cards, with what it is given, the person who reads and the words they searched for."""
    request = context["request"]
    page = {
        "user": request.user,
        "sought": context.get("sought"),
        "next": context.get("next") or request.get_full_path(),
    }
    printed: str = engines["jinja2"].get_template(name).render({**page, **given}, request)
    return mark_safe(printed)  # noqa: S308  the engine escapes


def with_marks(text: str, sought: Sequence[str]) -> str:
    """The text with these words in <mark>; escaped."""
    if not sought:
        return escape(text)
    pieces = pattern(sought).split(text)
    return format_html_join("", "{}", ((_mark(piece) if place % 2 else piece,) for place, piece in enumerate(pieces)))


def _mark(word: str) -> str:
    return format_html("<mark>{}</mark>", word)
