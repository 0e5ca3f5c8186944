"""What the page of a search says: what was left out and why, and the links that narrow it."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import Topic
from ranking.search import LONGEST, Name, Query, Trouble, feeds_named, replaced, topics_named, value_of
from ranking.search.query import MOST

_TROUBLES: dict[Trouble, Promise] = {
    Trouble.LONG: format_lazy(gettext_lazy("Only the first {most} characters were looked for."), most=LONGEST),
    Trouble.MANY: format_lazy(
        gettext_lazy("“%(part)s” was left out: {most} conditions at once are the most."), most=MOST
    ),
    Trouble.EMPTY: gettext_lazy(
        "“%(part)s” was left out: write what it is right behind the colon, as in feed:harbour."
    ),
    Trouble.DATE: gettext_lazy(
        "“%(part)s” was left out: write a day as 2026-03-01, a month as 2026-03, or seven days ago as 7d."
    ),
    Trouble.SPAN: gettext_lazy("No day is after the one and before the other, so both were left out."),
    Trouble.MINUS: gettext_lazy("“%(part)s” was left out: for the other days, put before: for after:, and no minus."),
    Trouble.LANGUAGE: gettext_lazy("“%(part)s” was left out: write the code of a language, such as en or fr."),
    Trouble.IS: gettext_lazy("“%(part)s” was left out: only is:saved is known."),
    Trouble.ONLY_MINUS: gettext_lazy("Say also what is to be found: a minus only leaves out."),
}
_SPANS = (
    ("", gettext_lazy("Any time")),
    ("1d", gettext_lazy("Past day")),
    ("7d", gettext_lazy("Past week")),
    ("30d", gettext_lazy("Past month")),
    ("1y", gettext_lazy("Past year")),
)


class Pill(NamedTuple):
    """A link that changes what is looked for."""

    words: str | Promise
    address: str
    is_chosen: bool


def left_out(query: Query, *, is_reader: bool) -> list[str]:
    """A sentence for each part that could not be understood, or names what is not here. A query a feed and topic."""
    said = [str(_TROUBLES[it.trouble]) % {"part": it.part} for it in query.problems]
    if query.is_saved is not None and not is_reader:
        said.append(_("Sign in to search what you saved."))
    for one in query.filters:
        if one.name == Name.FEED and not feeds_named(one.value).exists():
            said.append(_("No publisher here has “%(name)s” in its name or address.") % {"name": one.value})
        if one.name == Name.TOPIC and not topics_named(one.value).exists():
            said.append(_("There is no topic “%(name)s” here.") % {"name": one.value})
    return said


def spans(typed: str, *, is_newest: bool) -> list[Pill]:
    """How old the results may be."""
    chosen = value_of(typed, Name.AFTER).lower()
    return [
        Pill(words, address(replaced(typed, Name.AFTER, value), is_newest=is_newest), value == chosen)
        for value, words in _SPANS
    ]


def orders(typed: str, *, is_newest: bool) -> list[Pill]:
    """What comes first."""
    return [
        Pill(_("Best first"), address(typed, is_newest=False), not is_newest),
        Pill(_("Newest first"), address(typed, is_newest=True), is_newest),
    ]


def subjects(typed: str, topics: Sequence[Topic], *, is_newest: bool) -> list[Pill]:
    """Any topic, or one of these."""
    chosen = value_of(typed, Name.TOPIC).lower()
    each = [("", _("All topics")), *((it.slug, _(it.name)) for it in topics)]
    each.sort(key=lambda it: it[0] not in {"", chosen})  # what is chosen is in view on a phone, too
    return [
        Pill(words, address(replaced(typed, Name.TOPIC, slug), is_newest=is_newest), slug == chosen)
        for slug, words in each
    ]


def address(typed: str, *, is_newest: bool) -> str:
    """Where these words are looked for."""
    return "?" + urlencode({"q": typed} | ({"sort": "new"} if is_newest else {}))
